"""Danger is heard in free words; what is denied, over, dreamt, rehearsed or only a way of speaking is not."""

import tomllib
from pathlib import Path

import geothai
import pytest

from benchmarks.danger import messages, share, tally
from thai.danger import KINDS, heard_danger
from thai.danger_words import read, spelled_out
from thai.text import normalise

ROOT = Path(__file__).parent.parent.parent
# What was measured when the words were gathered; python -m benchmarks.danger prints it. Wanted are 0.99 heard and 0.03 false:
# the seen part has that, the held-back one does not yet.
FLOORS = {"seen": (0.99, 0.03), "held back": (0.89, 0.11), "field": (0.99, 0.03)}   # share heard at least, falsely at most

HEARD = [
    # violence
    ("ผัวข้างบ้านเมา กำลังทุบเมียอยู่ค่ะ", "violence"),
    ("ไอ้หนุ่มนั่นถือมีดปลายแหลมเดินวนหน้าบ้านยายเลยครับ", "violence"),
    ("เขาเอาไม้ตีแม่หนูหัวแตก", "violence"),
    ("ลูกเขยชักปืนขู่พ่อตาเมื่อกี้นี้เอง", "violence"),
    ("ป้าโดนลูกชายถีบตกบันได ตอนนี้ลุกไม่ขึ้น", "violence"),
    ("ไม่ได้เงินเลยตีแม่ แม่ร้องไห้อยู่หลังบ้าน", "violence"),
    ("เคยตีมาหลายหนแล้ว เมื่อกี้ก็ตีเมียอีก", "violence"),
    ("แฟนเก่าโทรมาขู่ว่าจะสาดน้ำกรดใส่หนู", "violence"),
    # sexual abuse, children
    ("น้าผู้ชายลูบคลำหนูตอนแม่ไม่อยู่", "sexual_abuse"),
    ("เด็ก ม.1 ถูกรุ่นพี่ล่วงละเมิดในห้องน้ำโรงเรียน", "sexual_abuse"),
    ("เด็กสี่ขวบข้างห้องโดนตีร้องลั่นทุกคืนเลยค่ะ", None),
    ("แม่เลี้ยงเอาธูปจี้แขนเด็ก", None),
    # self-harm
    ("หนูไม่อยากมีชีวิตอยู่แล้วค่ะพี่", "self_harm"),
    ("น้องส่งข้อความมาบอกลา แล้วปิดเครื่องไปเลย", "self_harm"),
    ("ลุงขึ้นไปนั่งบนขอบสะพานลอย ใครเรียกก็ไม่ลง", "self_harm"),
    ("แกกินยานอนหลับหมดขวดแล้วหลับไป ปลุกไม่ตื่น", None),
    # trafficking, neglect, missing
    ("หัวหน้าแคมป์เก็บพาสปอร์ตคนงานไว้หมด ใครหนีโดนซ้อม", None),
    ("ลูกชายป้าโดนหลอกไปทำงานที่ปอยเปต เขาเรียกค่าไถ่", "trafficking"),
    ("ตาอายุ 85 ถูกลูกเอามาทิ้งไว้ที่ศาลาวัด", "neglect"),
    ("เด็กสองคนถูกขังไว้ในห้องเช่าไม่มีผู้ใหญ่มาสองวันแล้ว", None),
    ("หลานชายวัยสี่ขวบหายไปจากหน้าบ้าน หาทั่วซอยแล้วไม่เจอ", "missing"),
    ("ยายสมองเสื่อมเดินออกจากบ้านไปตั้งแต่บ่าย ยังไม่กลับ", "missing"),
    # medical, disaster
    ("พ่อล้มทั้งยืน ปากเบี้ยว พูดไม่ได้", "medical"),
    ("ยายกินยาผิดขวด ตอนนี้ซึม เรียกไม่ค่อยรู้ตัว", "medical"),
    ("มอไซค์ชนกันหน้า อบต. คนเจ็บเลือดไหลเยอะมาก", "medical"),
    ("น้องชักเกร็ง ตาค้าง ตัวร้อนมาก", "medical"),
    ("น้ำทะลักเข้าหมู่บ้าน ชาวบ้านหนีขึ้นหลังคากันแล้ว", "disaster"),
    ("ไฟกำลังไหม้บ้านไม้สองหลังติดกัน รถดับเพลิงยังไม่มา", "disaster"),
    # dialects
    ("ป้อแม่ตี๋กั๋นแฮงขนาด ละอ่อนไห้อยู่", None),
    ("แม่อุ้ยนอนอยู่คนเดียว บะมีไผดู ขี้เยี่ยวเต็มตั๋ว", "neglect"),
    ("ผัวเมียเฮือนข้างๆ ตีกันบ่เซา เลือดออกแล้วเด้อ", None),
    ("เด็กน้อยตกน้ำ เอาขึ้นมาแล้วบ่หายใจ", "medical"),
    ("น้องสาวแหลงว่าอยากตาย ผูกเชือกไว้แล้ว", "self_harm"),
    ("บังโดนเมียฟันแขนเกือบขาด แลเลือดเต็มเลย", None),
    # slips of the thumb, no blanks, cries
    ("ช่วยยยด้วยยยย", "other"),
    ("ชวยด้วยค่ะะ", "other"),
    ("ช่วยด้วย", "other"),
    ("ช่วยด้วยค่ะ", "other"),
    ("ซ่อยแหน่เด้อออ", "other"),
    ("ผัวตบหนุจนเลือดกลบปากช่วยทีค่า", "violence"),
    ("ยายไม่หายใจแล้วทำไงดีคะม3บ้านดอน", "medical"),
    ("มีคนโดนงุกัด ขาบวมมาก", "medical"),
    # written when the words were done, as a check on them
    ("น้าสาวโดนผัวต่อยตาแตก มันยังอยู่ในบ้าน", None),
    ("มีคนเอามีดไล่แทงกันหน้าวัด", None),
    ("ลูกเลี้ยงเมายาจะเผาบ้านแม่", None),
    ("เด็กโดนพ่อเลี้ยงเอาเข็มขัดฟาดเต็มหลัง", None),
    ("หลานสาวบอกว่าตาเลี้ยงจับหน้าอก", None),
    ("เพื่อนในห้องพักกำลังผูกคอ", None),
    ("พี่บอกว่าอยากฆ่าตัวตายค่ะ ตอนนี้อยู่กับหนู", None),
    ("ยายหลงทาง จำบ้านไม่ได้ นั่งอยู่หน้าปั๊ม", None),
    ("ลูกชายหายไปกับเพื่อนสองวัน โทรไม่ติด", None),
    ("เด็กทารกถูกทิ้งในห้องน้ำปั๊ม", None),
    ("ตาป่วยติดเตียง ลูกหนีไปหมด ไม่มีใครป้อนข้าว", None),
    ("แรงงานโดนขังในโรงงาน ขอให้ช่วยค่ะ", None),
    ("ป้าหมดสติในตลาด", None),
    ("คุณแม่แน่นหน้าอก หายใจไม่ทัน", None),
    ("พ่อตกต้นมะพร้าว ไม่รู้สึกตัว", None),
    ("น้ำท่วมถึงหน้าต่างแล้ว คนแก่ยังอยู่ในบ้าน", None),
    ("ไฟไหม้ป่าลามเข้าหมู่บ้าน", None),
    ("งูเขียวหางไหม้กัดเท้าน้อง", None),
    ("ผัวหนูบีบคอหนูเมื่อคืน วันนี้มันจะกลับมาอีก", None),
    ("ซ่อยด้วยเด้อ ผัวถือมีดไล่", None),
    ("ป้อตี๋แม่แฮงขนาด แม่สลบไปละ", None),
    ("แม่เฒ่าหายใจไม่ออก ปากเขียวแล้วนิ", None),
]

CALM = [
    # short answers to ordinary questions
    "ไม่มี", "ตาย", "สามีตายแล้ว", "พ่อตาย", "แม่ตายปีก่อน", "ตา", "ล้มบ่อย", "หมู่บ้านถูกทิ้ง", "เจ็บเข่า", "ตาบอดข้างซ้าย", "ติดเตียง",
    "แม่เลี้ยงเดี่ยว", "อยู่คนเดียว", "ไม่มีคนดูแล", "ความดันกับเบาหวาน", "เมียทิ้งไปนานแล้ว", "เบี้ยผู้สูงอายุ", "หลังคารั่ว",
    # names
    "สมหวัง ตีทอง", "นางบุญช่วย ด้วงทอง", "นายแทน ฟันดี", "บ้านหนองตีนตก",
    # denied
    "ไม่มีการทำร้ายกันนะคะ", "ไม่ได้ตีกันค่ะ แค่เสียงดัง", "บ่ได้ถืกตีดอก", "ไม่มีใครบาดเจ็บค่ะ", "แกไม่เคยคิดฆ่าตัวตาย", "ไม่ได้ถูกทิ้งนะ ลูกไปตลาด",
    # past
    "เมื่อปี 60 แกเคยผูกคอ ตอนนี้สบายดี", "ปีที่แล้วน้ำท่วมบ้านหลังนี้", "เมื่อก่อนผัวตีทุกวัน เลิกกันแล้ว",
    "ตกต้นไม้เมื่อสิบปีก่อน เดินกะเผลก", "โดนรถชนปีที่แล้ว ตอนนี้หายดี",
    # thought of, rehearsed, seen in a play
    "ถ้าน้ำท่วมต้องโทรไหนคะ", "พรุ่งนี้ซ้อมดับเพลิงที่โรงเรียน", "ในละครเมื่อคืนพระเอกโดนยิง", "อบรมเรื่องความรุนแรงในครอบครัววันศุกร์",
    "ขอแผ่นพับเรื่องป้องกันการฆ่าตัวตายค่ะ",
    "ถ้าเจอเด็กถูกตีต้องแจ้งใคร ถามไว้ก่อน", "ฝันว่างูกัด จะได้ลูกไหม 555",
    # ways of speaking
    "เหนื่อยแทบตาย", "ขำจนตาย", "ร้อนจะตาย", "คิดถึงแทบตาย", "ตายแล้วลืม", "บ้านแตกสาแหรกขาด", "ฝนตกตีกันไปหมด",
    "หิวจะตายอยู่แล้ว กินข้าวก่อนนะ", "งานท่วมหัวเลยช่วงนี้",
    # animals, things, all is well
    "หมาหายใครเห็นบ้าง", "บัตรประชาชนหายค่ะ", "เจอแล้วค่ะ หลับอยู่ในห้อง ขอบคุณทุกคน", "ขอบคุณค่ะ น้ำลดแล้ว ทุกคนปลอดภัยดี",
    # written when the words were done, as a check on them
    "ไม่มีคนเจ็บค่ะ", "ไม่เคยโดนตี", "พ่อหมดลมไปแล้วเมื่อปี 63", "เคยเป็นลมชัก หายแล้ว",
    "ดูหนังผีเมื่อคืน กลัวจนฉี่ราด 555", "ซ้อมหนีไฟวันพุธนะคะ", "ถ้าไฟไหม้ต้องโทรเบอร์ไหนคะ", "สมศรี ใจกล้า",
    "บ้านดงมะไฟ", "แมวหายค่ะ ตัวสีส้ม", "เมื่อยจะตาย เดินทั้งวัน", "อายแทบแทรกแผ่นดิน",
    "ขอคู่มือป้องกันการค้ามนุษย์ค่ะ", "ตกงานมาสองปี", "ข้าวสารหมด", "หมดประจำเดือนแล้ว",
    "ตาเป็นต้อ มองไม่ชัด", "ผ่าตัดไส้ติ่งเมื่อเดือนที่แล้ว", "เลิกกับสามีแล้ว", "ยายไปอยู่กับลูกที่กรุงเทพ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), HEARD, ids=[text for text, _ in HEARD])
def test_present_danger_is_heard(text, kind):
    danger = heard_danger(text)
    assert danger
    assert kind in (None, danger.kind)


@pytest.mark.parametrize("text", CALM, ids=CALM)
def test_what_is_no_danger_now_is_not_heard(text):
    assert heard_danger(text) is None


def test_no_place_in_thailand_sounds_like_danger():
    """They stand in every other answer: ต.แหลมฟ้าผ่า, ต.จระเข้, ต.ถนนขาด."""
    districts = [district for province in geothai.provinces() for district in geothai.districts(province.code)]
    names = {area.name_th for district in districts for area in [district, *geothai.subdistricts(district.code)]}
    assert len(names) > 6000
    assert [name for name in sorted(names) if heard_danger(name)] == []


@pytest.mark.parametrize("part", FLOORS)
def test_the_labelled_messages_are_heard_as_well_as_was_measured(part):
    counts, (heard, falsely) = tally(messages()[part]), FLOORS[part]
    assert share(counts, "emergency") >= heard
    assert share(counts, "routine") <= falsely


def test_two_thirds_of_the_emergencies_of_the_field_are_plain_and_no_routine_is():
    counts = tally(messages()["field"])
    assert share(counts, "emergency", "sure") >= 2 / 3
    assert share(counts, "routine", "sure") == 0


# ---------------------------------------------------------------------- what is told of it


def test_the_words_are_a_slice_of_the_text_as_typed():
    text = "พี่คะ  ผัวเมาถือมีดดดดไล่เมีย ม.3"
    assert heard_danger(text).words in normalise(text)


def test_two_dangers_with_nothing_against_them_are_plain_and_a_lone_word_is_asked_about():
    assert heard_danger("โดนเมียฟัน เลือดไหลไม่หยุด ขอรถด่วน").sure
    assert not heard_danger("ช่วยด้วยค่ะ").sure
    assert not heard_danger("ไฟไหม้").sure


def test_a_threat_is_no_supposition_and_a_bare_no_denies_nothing_far_away():
    assert heard_danger("เขาขู่ว่าถ้าหนีจะฆ่าทิ้ง")
    assert heard_danger("ถ้าไม่ให้เงินจะเผาบ้าน")
    assert heard_danger("ห้ามไม่อยู่ตีกันใหญ่แล้ว")
    assert heard_danger("ยายไม่หายใจ")


def test_a_past_that_is_present_again_is_heard():
    assert heard_danger("เคยตีมาหลายหน วันนี้ตีเมียอีกแล้ว")
    assert not heard_danger("เคยตีเมียเมื่อหลายปีก่อน")


def test_any_text_is_borne():
    for text in ("", " ", "😭", "ๆ", "ก" * 5000, "่้๊๋", "12/3", "\n\n", "เ", "a" * 300):
        assert heard_danger(text) is None


# ---------------------------------------------------------------------- the lexicon


def test_every_kind_is_one_that_can_be_raised():
    codes = tomllib.loads((ROOT / "flows" / "codes.toml").read_text())["dangers"]
    assert set(KINDS) == {code for code, about in codes.items() if not about.get("hidden")}


def test_the_lexicon_has_words_for_every_kind_and_for_what_takes_them_back():
    assert set(read()) == {*KINDS, "idioms", "not", "past", "if", "now", "calm"}
    assert spelled_out("(ก|ข|){ค}…ง", {"ค": "จ ฉ"}) == {"กจ…ง", "กฉ…ง", "ขจ…ง", "ขฉ…ง", "จ…ง", "ฉ…ง"}
