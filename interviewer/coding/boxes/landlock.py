"""The second tier, where no namespaces can be made: Landlock bounds the files, the rest is as in the first."""

from functools import partial

from interviewer.coding.box import Tier
from interviewer.coding.boxes.command import zygote_command
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.warm import WarmBoxes
from interviewer.coding.boxes.zygote import Zygote


def landlock_boxes(held: Readable) -> WarmBoxes:
    return WarmBoxes(Tier.LANDLOCK, partial(Zygote, held, partial(zygote_command, held), landlock=True))
