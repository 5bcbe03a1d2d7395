"""The page behind the code on a volunteer's card: is this person genuine? Open to anyone, so it tells as little as the card."""
import io

import segno
from flask import Blueprint, Response, abort, render_template
from sqlalchemy import select

from bot.cards import volunteer_of_token
from models.people import Volunteer, full_name


def cards(db, places, public_url: str, secret_key: str) -> Blueprint:
    pages = Blueprint("cards", __name__, template_folder="templates")

    @pages.get("/card/<token>")
    def card(token):
        volunteer = find(token)
        place = places.name(volunteer.area_code[:6]) if volunteer.state == "active" else ""
        return render_template("card.html", volunteer=volunteer, name=full_name(volunteer), place=place)

    @pages.get("/card/<token>.png")
    def code(token):
        find(token)
        picture = io.BytesIO()
        segno.make(f"{public_url}/card/{token}", error="m").save(picture, kind="png", scale=8, border=2)
        return Response(picture.getvalue(), mimetype="image/png", headers={"Cache-Control": "private, max-age=86400"})

    def find(token):
        volunteer_id = volunteer_of_token(token, secret_key)
        with db.reading() as tx:
            found = tx.one(select(Volunteer.__table__).where(Volunteer.id == volunteer_id)) if volunteer_id else None
        return found or abort(404)

    return pages
