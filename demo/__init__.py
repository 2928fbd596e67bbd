"""A believable, entirely fictional city-government site with planted faults and the truth about them.

``truth/<capability>.toml`` says what is planted where, what the target answers and what must be reported; ``forms``
writes the links, ``graft`` puts markup into pages (for some visitors only, if so wanted), ``answers`` the odd replies. A
new kind of page is a new module in ``kinds``, a new host a line in ``hosts/outside.py``. Names, numbers and texts are
invented; nothing leaves 127.0.0.0/8.
"""

from demo.serve import Demo

__all__ = ["Demo"]
