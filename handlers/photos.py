"""What people sent, shown to those who may see it: thumbnails to LINE, and a page to officers who came by a link of their own.

Every door asks three things anew: is the signature ours and fresh, may this officer (still) see the area, and, beyond the
way in, is it the browser that came in. Whoever fails any of them gets the same page. Each look leaves a line in the audit log.
"""

import secrets

from flask import Blueprint, Response, g, make_response, render_template, request
from werkzeug.exceptions import Forbidden
from werkzeug.wsgi import FileWrapper

from bot.album import ALBUMS
from bot.fetch import thumb_of
from bot.links import LIVES
from bot.person import person
from bot.photostore import Missing, StoreFailed
from models import case, media
from models.audit import note
from models.media import Media

COOKIE = "__Host-officer"  # the prefix makes browsers keep it to this host, to https and to the whole of it
PIECE = 64 * 1024  # bytes handed on at once
PRIVATE = "private, max-age=300"  # seconds: scrolling up and down a page fetches nothing twice
PAGE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
BYTES = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox"  # whatever it is, it runs nothing here
INLINE = ("image/", "audio/", "video/")  # the rest (PDF) is handed over as a file, not opened in our own pages


def photos(db, desk, store) -> Blueprint:
    """`store`: bot/photostore.py."""
    pages, doors = Blueprint("photos", __name__, template_folder="templates"), Doors(db, desk, store)
    pages.get("/photos/<what>/<token>", endpoint="way_in")(doors.way_in)
    pages.get("/media/<token>", endpoint="item")(doors.item)
    pages.get("/media/<token>/small", endpoint="small")(doors.small)
    pages.get("/thumbnail/<token>", endpoint="thumbnail")(doors.thumbnail)
    pages.register_error_handler(Forbidden, refused)
    pages.register_error_handler(Missing, refused)
    pages.register_error_handler(StoreFailed, store_failed)
    pages.after_request(closed)
    return pages


class Doors:
    def __init__(self, db, desk, store):
        self.db, self.desk, self.links, self.store = db, desk, desk.links, store

    def way_in(self, what, token):
        """What was sent in a "visit" or with an urgent "case"; signs the officer in for half an hour."""
        album = ALBUMS.get(what) or refuse()
        subject, reader = self.links.read(what, token) or refuse()
        with self.db.transaction() as tx:
            found = album(tx, self.desk, subject, person(tx, reader)) or refuse()
            note(tx, reader, "opened", f"{what}:{subject}", found["area_code"])
        g.nonce = secrets.token_urlsafe(16)
        page = make_response(render_template("photos.html", nonce=g.nonce, **found))
        stay = self.links.token("stay", 0, reader)
        page.set_cookie(COOKIE, stay, LIVES["stay"], secure=True, httponly=True, samesite="Lax", path="/")
        return page

    def item(self, token):
        return self.shown(*self.signed_in(token), lambda row: (row.blob, row.media_type))

    def small(self, token):
        return self.shown(*self.signed_in(token), thumbnail_of)

    def thumbnail(self, token):
        """LINE's own fetch for a Flex message: in the name of the officer whom it was drawn for."""
        media_id, reader = self.links.read("thumbnail", token) or refuse()
        return self.shown(media_id, reader, thumbnail_of, action="thumbnail")

    def signed_in(self, token):
        """The link and the cookie must be good, and of the same officer."""
        media_id, reader = self.links.read("item", token) or refuse()
        _, staying = self.links.read("stay", request.cookies.get(COOKIE, "")) or refuse()
        return (media_id, reader) if staying == reader else refuse()

    def shown(self, media_id, reader, which, action="read"):
        with self.db.transaction() as tx:
            who = person(tx, reader)
            of_cases = Media.talk_id.in_(case.talks_seen_from(who.case_scopes, reader))
            row = media.seen(tx, media_id, who.scopes("officer"), of_cases) or refuse()
            note(tx, reader, action, f"media:{media_id}", row.area_code)
        name, media_type = which(row)
        return answer(self.store.open(name), row, media_type)


def thumbnail_of(row):
    return (thumb_of(row.blob), "image/jpeg") if row.thumbnail else refuse()


def refuse():
    raise Forbidden


def refused(_error):
    """One page for every no: a link that is wrong, old, or of something that was taken away tells nothing."""
    return render_template("refused.html"), 403


def store_failed(_error):
    return "ตอนนี้เปิดรูปไม่ได้ ลองใหม่อีกสักครู่ค่ะ\n", 503


def answer(file, row, media_type: str) -> Response:
    """The bytes, whole or the range that was asked for. The file is closed when they have left."""
    response = Response(FileWrapper(file, PIECE), mimetype=media_type, direct_passthrough=True)
    response.call_on_close(file.close)
    size = file.seek(0, 2)
    file.seek(0)
    response.content_length = size
    how = "inline" if media_type.startswith(INLINE) else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{row.kind}-{row.id}.{media_type.partition("/")[2]}"'
    response.headers["Content-Security-Policy"] = BYTES
    return response.make_conditional(request.environ, accept_ranges=True, complete_length=size)


def closed(response: Response) -> Response:
    """Nothing of it is kept by others, guessed to be something else, framed, searched or told on."""
    bytes_of_ours = response.status_code < 300 and response.mimetype != "text/html"
    response.headers["Cache-Control"] = PRIVATE if bytes_of_ours else "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers.setdefault("Content-Security-Policy", PAGE.format(nonce=g.get("nonce", "")))
    return response
