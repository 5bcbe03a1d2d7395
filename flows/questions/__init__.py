"""The kinds of questions. A question reads a reply, checks what was kept, and shows it again in words."""
from flows.questions.choosing import Choice, Choices, Confirm
from flows.questions.dating import BirthDate, Date
from flows.questions.placing import HouseNo, Place, Village
from flows.questions.showing import LastLook, Photos
from flows.questions.telling import Age, Money, Name, Number, Phone, Text

__all__ = ["Age", "BirthDate", "Choice", "Choices", "Confirm", "Date", "HouseNo", "LastLook", "Money", "Name",
           "Number", "Phone", "Photos", "Place", "Text", "Village"]
