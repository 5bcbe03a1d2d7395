"""The other contestant: the smallest bot that line-bot-sdk's README teaches. It keeps nothing and says back what it hears.

Everything is done as that page does it: the SDK's handler parses the body, an ApiClient is made for each reply, and the
webhook is answered when LINE has taken the reply. Only the host is set, as it must be to talk to anything but LINE.

    gunicorn benchmarks.echo:app        with the three LINE_… settings of the product
"""

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, ReplyMessageRequest, TextMessage
from linebot.v3.webhooks import MessageEvent, TextMessageContent

configuration = Configuration(host=os.environ["LINE_API_BASE"], access_token=os.environ["LINE_CHANNEL_ACCESS_TOKEN"])
handler = WebhookHandler(os.environ["LINE_CHANNEL_SECRET"])
app = Flask(__name__)


@app.post("/callback")
def callback():
    try:
        handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
    except InvalidSignatureError:
        abort(400)
    return "OK"


@app.get("/healthz")
def alive():
    return "ok\n"


@handler.add(MessageEvent, message=TextMessageContent)
def say_it_back(event):
    with ApiClient(configuration) as client:
        said = [TextMessage(text=event.message.text)]
        MessagingApi(client).reply_message(ReplyMessageRequest(reply_token=event.reply_token, messages=said))
