"""Recognises the newsletter service that made a mail or page, by the marks its templates leave."""

from __future__ import annotations

from typing import Final

from reader_app.importers.structure.envelope import Envelope

_IN_HTML: Final = (
    ("revue", ("revue.email", "getrevue.co", "rev.vu/", "revue-p")),
    ("substack", ("substackcdn.com", "substack.com/redirect", "email.mg1.substack", "substack-post-media")),
    ("beehiiv", ("beehiiv.com", "beehiivstatus")),
    ("convertkit", ("convertkit.com", "convertkit-mail", "//kit.com/", ".kit.com/", "ck.page")),
    ("cooperpress", ("cooperpress.com",)),
    ("buttondown", ("buttondown.email", "buttondown.com")),
    ("ghost", ("kg-card", "ghost.org", "ghost.io")),
    ("mailchimp", ("list-manage.com", "mcusercontent.com", "mcnTextContent", "*|UNSUB|*", "campaign-archive")),
    ("mailerlite", ("mailerlite.com", "mlsend.com")),
    ("tinyletter", ("tinyletter.com",)),
    ("klaviyo", ("klaviyomail.com", "klaviyo.com")),
    ("brevo", ("sendinblue.com", "sibforms", "brevo.com")),
    ("campaignmonitor", ("createsend.com", "cmail19.com", "cmail20.com")),
    ("mailjet", ("mailjet.com", "mjt.lu")),
    ("hubspot", ("hubspotemail.net", "hs-sites.com", "hsforms")),
    ("linkedin", ("linkedin.com/comm/",)),
)
_IN_HEADERS: Final = (
    ("beehiiv", "x-beehiiv-type", ""),
    ("substack", "list-post", "substack.com"),
    ("substack", "list-id", "substack.com"),
    ("mailchimp", "x-mailer", "mailchimp"),
    ("mailchimp", "x-mc-user", ""),
    ("buttondown", "list-id", "buttondown"),
    ("ghost", "x-mailer", "ghost"),
)


def platform_of(html: str, envelope: Envelope) -> str:
    """Return the name of the service in lower case, or ``""`` when nothing tells."""
    for name, header, sign in _IN_HEADERS:
        if header in envelope.headers and sign in envelope.headers[header].lower():
            return name
    return next((name for name, signs in _IN_HTML if any(sign in html for sign in signs)), "")
