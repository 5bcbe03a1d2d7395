"""The volunteer's card, with a code by which anyone can see that it is genuine."""
from itsdangerous import BadSignature, URLSafeSerializer

from bot import flex

SALT = "volunteer-card"     # a signature made for something else is no card


def card_token(volunteer_id: int, secret_key: str) -> str:
    """Signed, without an end: whether the card still holds is looked up when it is shown."""
    return URLSafeSerializer(secret_key, SALT).dumps(volunteer_id)


def volunteer_of_token(token: str, secret_key: str) -> int | None:
    try:
        return URLSafeSerializer(secret_key, SALT).loads(token)
    except BadSignature:
        return None


def volunteer_card(card: dict, desk) -> dict:
    link = f"{desk.links.public_url}/card/{card_token(card['id'], desk.links.secret_key)}"
    body = [
        flex.text(card["name"], "xl", weight="bold"),
        flex.text(f"เลขที่ {card['number']}", "lg", flex.GREEN, "bold"),
        flex.table((("พื้นที่", card["place"]), ("ทีม", card["teams"]))),
        flex.separator(),
        {"type": "image", "url": f"{link}.png", "size": "lg", "aspectRatio": "1:1", "aspectMode": "fit", "margin": "md",
         "action": {"type": "uri", "label": "ตรวจสอบบัตร", "uri": link}},
        flex.text("ชาวบ้านสแกนเพื่อดูว่าเป็น อพม. ตัวจริง", "xs", flex.GREY, align="center")]
    return flex.bubble(body, where="บัตรประจำตัว อพม.", alt=f"บัตร อพม. {card['name']} เลขที่ {card['number']}")
