"""The words mail programs of many languages put above a mail they forward, and before its subject."""

from __future__ import annotations

from typing import Final

FROM: Final = "from"
DATE: Final = "date"
SUBJECT: Final = "subject"

# Labels without their spaces, in lower case.
LABELS: Final = {
    FROM: "from von de da van från fra od от absender expéditeur mittente remitente remetente afzender avsändare desde "
    "发件人 寄件者 寄件人 差出人 送信者 送信元 보낸사람 보낸이 kimden gönderen feladó lähettäjä מאת من",
    DATE: "date sent datum gesendet envoyé envoyéle fecha enviado enviadoel enviadoem data inviato inviatoil verzonden "
    "skickat sendt dato wysłano дата отправлено 日期 发送时间 发送日期 寄件日期 傳送時間 時間 时间 日時 送信日時 날짜 "
    "보낸날짜 보낸시간 tarih gönderme dátum päivämäärä lähetetty תאריך التاريخ",
    SUBJECT: "subject betreff objet sujet asunto assunto oggetto onderwerp ämne emne temat тема 主题 主旨 主題 件名 "
    "제목 konu předmět tárgy aihe נושא الموضوع",
    "to": "to an à a para per aan till til do кому 收件人 收件者 宛先 받는사람 받는이 kime címzett vastaanottaja "
    "komu אל إلى",
    "cc": "cc kopie kopia copia copie копия 抄送 副本 참조 bilgi másolat kopio",
    "reply": "reply-to replyto antwortan répondreà responderpara rispondia antwoordaan svarstill 回复 답장",
}

# "Forwarded", somewhere in a marker line; in lower case.
FORWARD_WORDS: Final = (
    *"forwarded weitergeleitet transféré transfere réexpédié reexpedie reenviado encaminhad inoltrat".split(),
    *"doorgestuurd vidarebefordra videresend przekazan przesłan přeposlan továbbított välitetty iletilen".split(),
    *"пересылаем пересланн переадресованн 转发 轉寄 轉發 転送 전달 הועברה".split(),
)

# "Original message", which stands above what is answered as well as above what is forwarded.
ORIGINAL_WORDS: Final = (
    "original message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "message d'origine",
    "message d’origine",
    "message original",
    "mensaje original",
    "mensagem original",
    "messaggio originale",
    "oorspronkelijk bericht",
    "originalmeddelande",
    "opprinnelig melding",
    "oprindelig meddelelse",
    "wiadomość oryginalna",
    "исходное сообщение",
    "原始邮件",
    "原始郵件",
    "元のメッセージ",
    "원본 메시지",
    "원본 메일",
)

FORWARD_PREFIXES: Final = "fwd? fw wg tr rv enc vs vb doorst pd 转发 轉寄 轉發 転送 전달 ilt tov"
REPLY_PREFIXES: Final = "re aw res sv antw odp 回复 回覆 答复 返信 ynt"
