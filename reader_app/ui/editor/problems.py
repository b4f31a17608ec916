"""The problems strip: what is to be said about the text, each with its place. Never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.model.problems import Problem, Severity
from reader_app.services.checking.finding import Finding
from reader_app.ui.theme import Theme

TOKENS = {Severity.ERROR: "accent", Severity.WARNING: "warning", Severity.HINT: "muted"}
_PROBLEM = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ProblemsPane(QWidget):
    """Lists problems.

    Signals: `activated(int)` with the line to go to, counted from 0; `mend_requested(Problem)` when the words at the
    right of one, which name its repair, were clicked.
    """

    activated = Signal(int)
    mend_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = _Model()
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setProperty("kind", "muted")
        title = QLabel(self.tr("Problems"))
        title.setFont(theme.font(weight=600))
        self.view = _View()
        self.view.setModel(self._model)
        self._delegate = _Delegate(theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName(self.tr("Problems in the issue"))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._go)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(title)
        head.addWidget(self._summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 7, 14, 0)
        layout.setSpacing(5)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self._summary.setText(self.tr("Shown while you type, never in the way"))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 36)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is listed."""
        return self._model.problems

    def chosen(self) -> Problem | None:
        """Return the problem chosen in the list while that has the focus, else None."""
        row = self.view.currentIndex().row()
        return self._model.problems[row] if row >= 0 and self.view.hasFocus() else None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List `problems`, the gravest first."""
        ordered = tuple(sorted(problems, key=lambda problem: list(Severity).index(problem.severity)))
        self._model.show(ordered)
        self._summary.setText(f"{self._counted(ordered)} · " + self.tr("shown while you type, never in the way"))

    def go_to_next(self) -> None:
        """Choose the next problem and go there."""
        if self._model.problems:
            row = (self.view.currentIndex().row() + 1) % len(self._model.problems)
            self.view.setCurrentIndex(self._model.index(row))
            self._go(self._model.index(row))

    def _counted(self, problems: Sequence[Problem]) -> str:
        if not problems:
            return self.tr("None found")
        names = {
            Severity.ERROR: (self.tr("1 error"), self.tr("{n} errors")),
            Severity.WARNING: (self.tr("1 warning"), self.tr("{n} warnings")),
            Severity.HINT: (self.tr("1 hint"), self.tr("{n} hints")),
        }
        texts = []
        for severity, (one, many) in names.items():
            count = sum(problem.severity is severity for problem in problems)
            if count:
                texts.append(one if count == 1 else many.format(n=count))
        return " · ".join(texts)

    def _clicked(self, index: QModelIndex) -> None:
        problem = self._model.problems[index.row()]
        if _has_offer(problem) and self.view.released_at.x() >= self._delegate.offer_left(problem):
            self.mend_requested.emit(problem)
        else:
            self._go(index)

    def _go(self, index: QModelIndex) -> None:
        problem = self._model.problems[index.row()]
        if problem.line > 0:
            self.activated.emit(problem.line - 1)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.problems: tuple[Problem, ...] = ()

    def show(self, problems: tuple[Problem, ...]) -> None:
        if problems != self.problems:
            self.beginResetModel()
            self.problems = problems
            self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self.problems[index.row()]
        if role == _PROBLEM:
            return problem
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = self.tr(", line {n}").format(n=problem.line) if problem.line else ""
            repair = f", {problem.repair.label}" if isinstance(problem, Finding) and problem.repair else ""
            return f"{self.severity(problem)}: {problem.sentence}{place}{repair}"
        return None

    def severity(self, problem: Problem) -> str:
        return {Severity.ERROR: self.tr("Error"), Severity.WARNING: self.tr("Warning")}.get(
            problem.severity, self.tr("Hint")
        )


class _View(QListView):
    """Remembers where the pointer was released: a line has two things to click."""

    def __init__(self) -> None:
        super().__init__()
        self.released_at = QPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.released_at = event.position().toPoint()
        super().mouseReleaseEvent(event)


def _has_offer(problem: Problem) -> bool:
    return isinstance(problem, Finding) and (problem.repair is not None or problem.other is not None)


class _Delegate(QStyledItemDelegate):
    """Draws one line: how grave, the sentence, and at the right its repair, or "Go to" if it only has a place."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, self._theme.pixels(25))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, problem = self._theme, index.data(_PROBLEM)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        model = index.model()
        assert isinstance(problem, Problem) and isinstance(model, _Model)
        painter.save()
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), theme.colour("line"))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(12.5, weight=600))
        painter.setPen(theme.colour(TOKENS[problem.severity]))
        painter.drawText(rect, middle, model.severity(problem))
        inner = rect.adjusted(theme.pixels(72), 0, 0, 0)
        font = theme.font(12.5)
        label = self.label(problem)
        if label:
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(theme.colour("link"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(label) - theme.pixels(12))
            font.setUnderline(False)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        sentence = painter.fontMetrics().elidedText(problem.sentence, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle, sentence)
        painter.restore()

    def label(self, problem: Problem) -> str:
        """Return what stands at the right of `problem`."""
        if isinstance(problem, Finding) and problem.repair is not None:
            return problem.repair.label
        if isinstance(problem, Finding) and problem.other is not None:
            return self.tr("Open {name}").format(name=problem.other_name)
        return self.tr("Go to") if problem.line > 0 else ""

    def offer_left(self, problem: Problem) -> int:
        """Return where the words at the right of `problem` begin."""
        width = QFontMetrics(self._theme.font(12.5)).horizontalAdvance(self.label(problem))
        return self._view.viewport().width() - width - self._theme.pixels(8)
