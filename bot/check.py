"""Is the LINE channel set up as the product needs it? Each finding is (good, words); the words say what to do."""

from sqlalchemy import select

from bot.line import LineFailed
from bot.quota import kept
from bot.richmenu import ROLES
from models.work import MenuOnLine

REDELIVERY = (
    "redelivery: no API tells whether it is on. In the console: Messaging API > Webhook redelivery > on. "
    "Without it an event that we could not keep is lost."
)
FREE_PLAN = 300  # messages a month of LINE's free plan in Thailand
NEARLY = 0.1  # of the month left: time to look, whatever is kept for alarms (our own default)


def findings(settings, db, line):
    """Asks LINE, and stops where LINE stops answering."""
    try:
        yield from _account(line)
        yield from _webhook(settings, line)
        yield True, REDELIVERY
        yield from _quota(line, settings.alarm_reserve_percent)
    except LineFailed as error:
        yield False, _trouble(error.answer)
    yield from _menus(db)


def _trouble(answer) -> str:
    told = answer.cause or answer.outcome
    if answer.status == 401:
        advice = "Issue one in the LINE Developers console, Messaging API tab."
        return f"LINE_CHANNEL_ACCESS_TOKEN: LINE does not take it ({told}). {advice}"
    advice = "Try again; if it stays, look at LINE's status page and at this machine's way out."
    return f"LINE: it gave no answer that helps ({told}). {advice}"


def _account(line):
    bot = line.bot()
    yield True, f"token: the account is {bot.get('displayName', '')} {bot.get('basicId', '')}"


def _webhook(settings, line):
    wanted = f"{settings.public_url}/callback"
    kept = line.webhook() or {}
    if kept.get("endpoint") != wanted:
        yield (
            False,
            f"webhook: LINE calls {kept.get('endpoint') or 'nobody'}; it should call {wanted}. "
            "Set it in the console, Messaging API > Webhook URL.",
        )
        return
    if not kept.get("active"):
        yield False, "webhook: it is set but switched off. In the console: Messaging API > Use webhook > on."
        return
    test = line.test_webhook()
    yield (
        bool(test.get("success")),
        f"webhook: {wanted} "
        + (
            "answers"
            if test.get("success")
            else f"does not answer as it should ({test.get('statusCode')} {test.get('reason', '')})"
        ),
    )


def _quota(line, percent: int):
    quota, used = line.quota(), line.consumption()
    if quota is None:
        yield True, f"quota: no limit; {used:,} messages used this month"
        return
    left, reserve = quota - used, kept(quota, percent)
    told = f"quota: {left:,} of {quota:,} messages left this month"
    kept_back = f"; the last {reserve:,} are kept for alarms" + (", and only they leave now" if left <= reserve else "")
    note = " The free plan cannot buy more: at the end of it alerts fail." if quota <= FREE_PLAN else ""
    yield left > max(reserve, quota * NEARLY), f"{told}{kept_back if percent else ''}.{note}"


def _menus(db):
    with db.reading() as tx:
        kept = {row.role for row in tx.all(select(MenuOnLine.role))}
    missing = [role for role in ROLES if role not in kept]
    yield not missing, f"menus: {', '.join(missing)} not on LINE yet; run `flask line menus`" if missing else "menus: all on LINE"
