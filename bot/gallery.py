"""The photos of a visit or a case as an officer sees them in LINE: small ones, and one button to all of them."""

from bot import flex

MOST = 6  # thumbnails: two rows of three fill a phone's width, the page shows the rest
BESIDE = 3
ALL = "เปิดดูทั้งหมด"


def gallery(say, desk) -> dict:
    """`say.gallery`: {"of": "visit" or "case", "id", "reader", "photos": [{"id", "kind", "state", "thumbnail"}]}"""
    told = say.gallery
    link = desk.links.way_in(told["of"], told["id"], told["reader"])
    pictures = [small(one, told["reader"], desk, opens("เปิดดูรูป", link)) for one in told["photos"] if one["thumbnail"]][:MOST]
    rows = [flex.row(*pictures[at : at + BESIDE], *[flex.gap()] * (BESIDE - len(pictures[at : at + BESIDE])))
            for at in range(0, len(pictures), BESIDE)]
    kept = any(one["state"] == "kept" for one in told["photos"])
    body = [flex.text(say.words), *rows, *([flex.choice(ALL, opens(ALL, link), strong=True)] if kept else [])]
    hint = [flex.text("ลิงก์ใช้ได้ 10 นาที อย่าส่งต่อให้คนอื่นค่ะ", "sm", flex.GREY)] if kept else []
    return flex.bubble([*body, *hint], alt=say.words)


def opens(label: str, link: str) -> dict:
    return {"type": "uri", "label": label, "uri": link}


def small(photo: dict, reader: str, desk, action: dict) -> dict:
    return {
        "type": "image", "url": desk.links.thumbnail(photo["id"], reader), "size": "full", "aspectRatio": "1:1",
        "aspectMode": "cover", "flex": 1, "action": action}
