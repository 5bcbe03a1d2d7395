"""The endpoints under /sim/: for the page and for tests. All speak JSON unless they say otherwise.

    GET  /sim/state                   now, offset, knobs, quota, people, callback
    POST /sim/reset                   everything back to birth
    POST /sim/people {name}           somebody new
    POST /sim/people/ID {pc}          phone or PC
    POST /sim/people/ID/act {do, …}   one act (simulator/hands/acts.py); waits for the bot unless "wait" is false
    GET  /sim/people/ID/chat          items after N, the rich menu, loading; waits up to `wait` seconds for news
    GET  /sim/people/ID/transcript    text/plain
    POST /sim/events                  signs and sends anything
    POST /sim/redeliver               sends a past event once more, isRedelivery true
    POST /sim/clock                   {forward} | {at} | {offset}, in seconds or an ISO moment
    POST /sim/knobs                   {name: value, …} (simulator/world/knobs.py)
    GET  /sim/calls?after=N           what the bot asked of LINE
    GET  /sim/contents/ID             bytes a person sent
    GET  /sim/menus/ID/image          the picture of a rich menu
    GET  /sim/proxy?url=              what stands behind a public address of the bot
"""
