"""One rich, valid example of every message LINE has, and of a rich menu."""

import json

PICTURE = "https://bot.example/photo.jpg"
FILM = "https://bot.example/film.mp4"

POSTBACK = {"type": "postback", "label": "รับทราบ", "data": "case=1", "displayText": "รับทราบค่ะ"}
MESSAGE = {"type": "message", "label": "เมนู", "text": "เมนู"}
LINK = {"type": "uri", "label": "โทร 1300", "uri": "tel:1300", "altUri": {"desktop": "https://bot.example/1300"}}
PICKER = {"type": "datetimepicker", "label": "วันเกิด", "data": "born", "mode": "date", "initial": "1960-01-01",
          "min": "1900-01-01", "max": "2026-11-22"}  # fmt: skip
COPY = {"type": "clipboard", "label": "คัดลอก", "clipboardText": "1300"}
TYPE_HERE = {"type": "postback", "label": "พิมพ์", "data": "x", "inputOption": "openKeyboard", "fillInText": "ชื่อ: "}
OLD = {"type": "postback", "label": "เก่า", "data": "x", "text": "เก่า"}
CAMERA, ALBUM, MAP = ({"type": kind, "label": "เปิด"} for kind in ("camera", "cameraRoll", "location"))
SWITCH = {"type": "richmenuswitch", "label": "หน้า 2", "richMenuAliasId": "page-2", "data": "page=2"}

QUICK_REPLY = {"items": [{"type": "action", "action": action, "imageUrl": PICTURE}
                         for action in (POSTBACK, MESSAGE, LINK, PICKER, COPY, CAMERA, ALBUM, MAP)]}  # fmt: skip
SENDER = {"name": "ถึงบ้าน", "iconUrl": PICTURE}


def _template(**template) -> dict:
    return {"type": "template", "altText": "เลือกค่ะ", "template": template}


def _box(layout, *contents, **more) -> dict:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


COLUMN = {"title": "ยายคำ", "text": "บ้านเลขที่ 1", "thumbnailImageUrl": PICTURE, "imageBackgroundColor": "#FFFFFF",
          "defaultAction": LINK, "actions": [POSTBACK, MESSAGE, LINK]}  # fmt: skip
TEXT = {"type": "text", "text": "เคส", "size": "xl", "color": "#06C755", "weight": "bold", "wrap": True, "maxLines": 2,
        "lineSpacing": "4px", "margin": "md", "align": "start", "gravity": "center", "flex": 1, "action": POSTBACK}  # fmt: skip
SPANS = {"type": "text", "contents": [{"type": "span", "text": "ด่วน", "size": "12.5px", "color": "#FF0000"}]}
IMAGE = {"type": "image", "url": PICTURE, "size": "full", "aspectRatio": "20:13", "aspectMode": "cover",
         "backgroundColor": "#00000080", "action": LINK}  # fmt: skip
ICON = {"type": "icon", "url": PICTURE, "size": "sm", "aspectRatio": "1.91:1", "offsetTop": "2px", "offsetStart": "10%"}
GRADIENT = {"type": "linearGradient", "angle": "23.5deg", "startColor": "#FFFFFF", "endColor": "#00000000",
            "centerColor": "#06C755", "centerPosition": "10%"}  # fmt: skip
BODY = _box("vertical", TEXT, SPANS, _box("baseline", ICON, {"type": "text", "text": "ดาว"}),
            {"type": "separator", "color": "#EEEEEE"}, {"type": "filler", "flex": 2},
            _box("horizontal", width="30px", height="50%", background=GRADIENT),
            spacing="md", margin="none", paddingAll="5%", paddingTop="xl", borderWidth="semi-bold", borderColor="#AABBCC",
            cornerRadius="xxl", position="relative", offsetEnd="none", maxWidth="80%", justifyContent="space-evenly",
            alignItems="center", action=POSTBACK)  # fmt: skip
BUTTON = {"type": "button", "action": POSTBACK, "style": "primary", "color": "#06C755", "height": "sm",
          "adjustMode": "shrink-to-fit"}  # fmt: skip
BUBBLE = {"type": "bubble", "size": "kilo", "direction": "ltr", "header": _box("vertical", {"type": "text", "text": "เคส 12"}),
          "hero": IMAGE, "body": BODY, "footer": _box("vertical", BUTTON),
          "styles": {"header": {"backgroundColor": "#FFFFFF"}, "body": {"separator": True, "separatorColor": "#DDDDDD"}},
          "action": LINK}  # fmt: skip
FILM_HERO = {"type": "video", "url": FILM, "previewUrl": PICTURE, "aspectRatio": "20:13",
             "altContent": {**IMAGE, "animated": True}, "action": LINK}  # fmt: skip
FILM_BUBBLE = {"type": "bubble", "size": "mega", "hero": FILM_HERO}
AREA = {"x": 0, "y": 0, "width": 520, "height": 1040}

MESSAGES = {
    "plain text": {"type": "text", "text": "สวัสดีค่ะ"},
    "text": {"type": "text", "text": "สวัสดี $ ค่ะ",
             "emojis": [{"index": 7, "productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}],
             "quickReply": QUICK_REPLY, "sender": SENDER},
    "text v2": {"type": "textV2", "text": "สวัสดี {laugh} {{ค่ะ}}",
                "substitution": {"laugh": {"type": "emoji", "productId": "5a8555cfe6256cc92ea23c2a", "emojiId": "002"}}},
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "image": {"type": "image", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE},
    "video": {"type": "video", "originalContentUrl": FILM, "previewImageUrl": PICTURE, "trackingId": "how-to-visit"},
    "audio": {"type": "audio", "originalContentUrl": "https://bot.example/voice.m4a", "duration": 60000},
    "location": {"type": "location", "title": "บ้านยายคำ", "address": "ลำปาง", "latitude": 18.3, "longitude": 99},
    "coupon": {"type": "coupon", "couponId": "01JYNW8JMQVFBNWF1APF8Z3FS7", "deliveryTag": "winter_2026"},
    "imagemap": {"type": "imagemap", "baseUrl": "https://bot.example/map", "altText": "แผนที่",
                 "baseSize": {"width": 1040, "height": 1040},
                 "video": {"originalContentUrl": FILM, "previewImageUrl": PICTURE, "area": AREA,
                           "externalLink": {"linkUri": "https://bot.example/more", "label": "ดูเพิ่ม"}},
                 "actions": [{"type": "uri", "label": "เปิด", "linkUri": "https://bot.example/", "area": AREA},
                             {"type": "message", "label": "พูด", "text": "สวัสดี", "area": AREA},
                             {"type": "clipboard", "label": "คัดลอก", "clipboardText": "1300", "area": AREA}]},
    "buttons": _template(type="buttons", thumbnailImageUrl=PICTURE, imageAspectRatio="square", imageSize="contain",
                         imageBackgroundColor="#FFFFFF", title="เมนู", text="เลือกค่ะ", defaultAction=LINK,
                         actions=[POSTBACK, PICKER, TYPE_HERE, OLD]),
    "plain buttons": _template(type="buttons", text="เลือกค่ะ", actions=[COPY]),
    "confirm": _template(type="confirm", text="ถูกต้องไหมคะ", actions=[POSTBACK, MESSAGE]),
    "carousel": _template(type="carousel", imageAspectRatio="rectangle", imageSize="cover", columns=[COLUMN, COLUMN]),
    "plain carousel": _template(type="carousel", columns=[{"text": "บ้าน", "actions": [POSTBACK]}]),
    "image carousel": _template(type="image_carousel", columns=[{"imageUrl": PICTURE, "action": POSTBACK}]),
    "bubble": {"type": "flex", "altText": "เคส 12", "contents": BUBBLE},
    "film": {"type": "flex", "altText": "วิธีเยี่ยมบ้าน", "contents": FILM_BUBBLE},
    "bubbles": {"type": "flex", "altText": "เคสวันนี้", "contents": {"type": "carousel", "contents": [BUBBLE, BUBBLE]}},
}  # fmt: skip

MENU = {"size": {"width": 2500, "height": 1686}, "selected": True, "name": "เมนูอาสา", "chatBarText": "เมนู",
        "areas": [{"bounds": {"x": 0, "y": 0, "width": 1250, "height": 1686}, "action": action}
                  for action in (POSTBACK, MESSAGE, LINK, PICKER, SWITCH, COPY)]}  # fmt: skip


def fresh(example: dict) -> dict:
    """A copy in which no two parts are the same object, so that one can be changed alone."""
    return json.loads(json.dumps(example))
