"""LINE on a laptop: a process that plays LINE's two hosts for a bot, and the people who chat with it.

The bot sets LINE_API_BASE to this process and speaks LINE's public protocol to it; this process sends the
bot signed webhooks. People are moved through /sim/… (tests) or through the page at / (a browser). Nothing
of the bot is imported here and nothing of this is imported there: they meet only on the wire.

Start it with `python -m simulator --help`. The rooms:

    world/     what LINE remembers, in memory behind one lock: people, chats, tokens, menus, contents, clock
    checks/    what LINE refuses: shapes, limits, addresses, Flex
    line/      the endpoints of api.line.me and api-data.line.me
    webhooks/  events, and the courier who carries them to the bot
    hands/     what people do: write, tap, send pictures, block
    control/   the endpoints under /sim/
    page/      the page in the browser

What it does NOT model (do not conclude from a green test that LINE would agree):

* groups and rooms, LINE Login, LIFF, account link, beacons, membership, coupons, audiences, narrowcast and
  broadcast, rich-menu batch, insight, video viewing events, link tokens: those endpoints answer 404;
* rate limits by counting (the knob fail_next plays a 429 when a test wants one);
* how LINE's apps draw: the page is a likeness, line breaks and Flex sizes differ from a phone;
* fetching the pictures of a message to check their bytes, size or certificate (only their address is checked);
* quote tokens of the bot (any text is taken as one), and the deprecated `text` of a postback action, which on a phone
  is sent as a message as well;
* a multicast to an unknown id: LINE's pages contradict themselves, here it is 400 and nobody gets it;
* LINE's re-encoding of what people send: bytes come back as they were given; a sound made up here is a WAV where
  LINE gives m4a, a film is the head of an MP4 that no player opens, and what a test makes large ends in zeros;
* exact words of many error messages: LINE says they are not guaranteed. Status and the words it does
  document are kept; the words in `details` are ours where LINE is silent;
* numbers LINE does not disclose (count and spacing of redeliveries, how long content is kept): the choice
  stands beside each of them. Redeliveries wait in the machine's time; everything else follows the turned clock.
"""
