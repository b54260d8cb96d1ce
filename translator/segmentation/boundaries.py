"""The boundary filter: where sentences end, given sentencex's opinion and each language's data.

Every run of terminators in the text is a candidate. The frame is that of the Unicode standard's
sentence boundaries (UAX #29, rules SB6 to SB11): a terminator takes the closing marks and the
white space after it along; no boundary before a small letter or a continuing mark; no boundary in
a number or between letters without a space. Inside the frame the word before the stop decides, in
the order of evidence of Kiss and Strunk (Computational Linguistics 32, 2006): abbreviation,
initial, ordinal number; then the word after it, by lists of words that begin sentences. Where
that leaves a place open, sentencex decides. So the filter both removes its boundaries (initials,
abbreviations, ordinals, small letters, direct speech) and adds some (inside quotations, after
end-capable abbreviations, before digits, where the space is missing).

Time is linear in the text: each candidate looks at a bounded stretch around it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translator.segmentation.data import Abbreviation, Rules, rules
from translator.segmentation.peer import Peer

_LOOK = 48  # how far a candidate looks back for the word before it

# Marks that end a sentence wherever they stand, in scripts without letter case or stops of its own.
_FULL = "։؟۔።፧。！？．｡।॥၊။‼⁇⁈⁉"
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_LINE_END = r"(?>\r\n|[\n\r\v\f\x85\u2028])"
_PARAGRAPH = re.compile(
    rf"{_LINE_END}[^\S\n\r\v\f\x85\u2028\u2029]*+(?:{_LINE_END}|\u2029)\s*+|\u2029\s*+"
)
_CLOSERS = rf"[\"'’”“‟»«›‹)\]}}」』》*_{_INVISIBLE}]"
_OPENERS = frozenset("\"'‘“”„‟«»‹›‚([{「『《¿¡*_`")
_DASHES = frozenset("-‐‑‒–—―−")
_CONTINUING = frozenset(",;:)]}%»”›،؛՝/&+=<>|\\")
_WORD = re.compile(r"[^\W\d_]++(?:['’ʼ\u200c-][^\W\d_]++)*+")
_HEAD = re.compile(rf"(?:[„«‹(\[]\s?|[\"'‘“”‟»›‚{{「『《¿¡*_`{_INVISIBLE}]){{0,8}}+")
_ROMAN = re.compile(r"(?=[IVXLC])(?:X{0,3}|XL|LX{0,3}|XC|C)(?:IX|IV|V?I{0,3})")
_INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])+")
_LIST_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[^\W\d_]|[IVXLC]{1,5})")
_YEAR = re.compile(r"\d{4}(?:[–-]\d{2,4})?")
_CLAUSE_MARK = re.compile(r"[,;:«\"“„(—–]")
_NUMBER_HEAD = re.compile(r"[\d.,:/–-]*\d")
_TRIM = "\"'‘“”„‟«»‹›‚([{「『《¿¡*_`—–-…"


@lru_cache(maxsize=8)
def _candidates(colon: bool) -> re.Pattern[str]:
    """Terminators, then closing marks and footnote numbers, then white space."""
    marks = rf"[.!?…{_FULL}{':' if colon else ''}]"
    return re.compile(
        rf"({marks}++)"
        rf"((?:{_CLOSERS}|\[\d{{1,3}}\]|\s++[»”)\]}}](?=\s|\Z)|[ \t]\"(?=\s))*+)"
        r"(\s*+)"
    )


def boundaries(text: str, lang: str) -> list[int]:
    """The offsets in ``text``, rising, at which a sentence other than the first begins.

    A boundary stands after the white space that follows a sentence. A blank line always is one,
    a single line end is white space like any other.

    Args:
        text: any string.
        lang: ISO 639-1 code; one without data of its own is cut by general rules.
    """
    return _Filter(text, rules(lang)).run()


class _Filter:
    def __init__(self, text: str, known: Rules) -> None:
        self.text = text
        self.known = known
        self.peer = Peer(text, known.peer)
        self.start = 0  # of the current sentence
        self.limit = len(text)  # of the current paragraph
        # In Armenian the dot is the weaker mark as soon as the text has a real full stop.
        self.weak_dot = known.colon_stop and (
            "։" in text or re.search(r":(?=\s+[Ա-Ֆ«]|\s*\Z)", text) is not None
        )

    def run(self) -> list[int]:
        text = self.text
        size = len(text)
        found: list[int] = []
        forced = [m.end() for m in _PARAGRAPH.finditer(text) if 0 < m.end() < size]
        forced.append(size)
        coming = 0
        for match in _candidates(self.known.colon_stop).finditer(text):
            end = match.end()
            while forced[coming] < end:
                found.append(forced[coming])
                self.start = forced[coming]
                coming += 1
            self.limit = forced[coming]
            if end == self.limit:
                continue
            if self._ends(match):
                found.append(end)
                self.start = end
        found.extend(forced[coming:-1])
        if found and not text[: found[0]].strip():  # leading white space is no sentence
            del found[0]
        return found

    def _ends(self, match: re.Match[str]) -> bool:
        text = self.text
        at, after = match.start(), match.end()
        mark = match.group(1)
        head = after
        first = text[after]
        if first in _OPENERS or not first.isprintable():
            matched = _HEAD.match(text, after)
            head = matched.end() if matched else after
            while head < self.limit and text[head].isspace():
                head += 1
            if head >= self.limit:
                return False
            first = text[head]
        kind = _kind(first)
        if match.end(2) == after:
            return self._glued(match, head, kind)
        closed = match.end(2) > match.end(1)
        if kind == "l":
            return self._camel(head)
        if kind == "o" and head == after:
            if first in _CONTINUING or first in ".!?…":
                return False
            if first in _DASHES:
                return self._dash(match, mark, closed, head)
        if mark == ".":
            if self.weak_dot:
                return False
            return self._stop(at, after, head, kind, closed)
        if mark[0] == ":":
            return kind in "Uc" or (kind == "d" and not text[at - 1 : at].isdigit())
        return self._strong(match, mark, closed, head, kind)

    def _camel(self, head: int) -> bool:
        """Whether the word at ``head`` is a name such as iPhone that keeps its small letter."""
        word = _WORD.match(self.text, head)
        return word is not None and len(word.group()) > 3 and word.group()[1].isupper()

    def _word(self, head: int) -> str:
        found = _WORD.match(self.text, head, head + _LOOK)
        return found.group() if found else ""

    def _starter(self, head: int) -> bool:
        """Whether a word that begins sentences stands at ``head``, and not an initial."""
        word = self._word(head)
        if word not in self.known.starters:
            return False
        end = head + len(word)
        return not (len(word) == 1 and self.text[end : end + 1] == ".")

    def _dash(self, match: re.Match[str], mark: str, closed: bool, head: int) -> bool:
        """Direct speech: a dash after a closed quotation or before a small letter goes on."""
        text = self.text
        after = head
        while (
            after < self.limit
            and after < head + 4
            and (text[after] in _DASHES or text[after].isspace())
        ):
            after += 1
        inner = _HEAD.match(text, after)
        after = inner.end() if inner else after
        if after >= self.limit:
            return False
        kind = _kind(text[after])
        if kind not in "Uc":
            return False
        if any(mark in "\"'’”“»«›‹" for mark in match.group(2)):
            return False
        if kind == "c" and self._word(after) in self.known.speech:
            return False
        if mark == ".":
            known = self.known.abbreviations.get(self._token(match.start()))
            if known not in (None, Abbreviation.END):  # 18 сент. — РИА
                return False
            return self._stop(match.start(), match.end(), after, kind, closed)
        return True

    def _strong(self, match: re.Match[str], mark: str, closed: bool, head: int, kind: str) -> bool:
        """After a question mark, an exclamation mark or an ellipsis."""
        text, at = self.text, match.start()
        closing = match.group(2)
        if closing[:1] in (")", "]") and at and text[at - 1] in "([":
            return False  # (?), (!), [...]
        ellipsis = mark[0] in ".…" and "!" not in mark and "?" not in mark
        if ellipsis:
            before = text[max(self.start, at - 2) : at]
            if not before.strip(_TRIM + " \t\r\n\xa0") and len(before) < 2:
                return False  # the sentence begins with it
            if before[-1:] in _OPENERS and before[:1].isspace():
                return False
            if kind == "d":
                return before[-1:].isalpha()
            return kind != "o" or self.peer.breaks(at, head)
        if mark == "!" and not closed and self._token(at) in self.known.exclaimed:
            return self._starter(head)
        return not (closed and kind in "Uc" and self._attributed(head))

    def _attributed(self, head: int) -> bool:
        """Whether ``Name asked.`` stands at ``head``: who said the quotation before it."""
        known = self.known
        if not known.speech:
            return False
        clause = re.split(r"[.,;:!?…։]", self.text[head : head + 60], maxsplit=1)[0]
        words = clause.split()
        if not 1 <= len(words) <= 5 or words[0] in known.starters:
            return False
        return words[-1] in known.speech or not known.speech.isdisjoint(words[:2])

    def _token(self, at: int) -> str:
        """The word that ends at ``at``, without opening marks."""
        left = self.text[max(self.start, at - _LOOK) : at].rsplit(None, 1)
        return left[-1].lstrip(_TRIM) if left else ""

    def _stop(self, at: int, after: int, head: int, kind: str, closed: bool) -> bool:
        """After a single full stop and white space."""
        text, known = self.text, self.known
        low = max(self.start, at - _LOOK)
        left = text[low:at].rsplit(None, 2)
        if not left:
            return False
        if text[at - 1].isspace():
            return True
        token = left[-1].lstrip(_TRIM)
        if not token:
            return kind != "o" or self.peer.breaks(at, head)
        found = None
        if len(left) > 1:
            found = known.pairs.get(f"{left[-2].lstrip(_TRIM)} {token}")
        if found is None:
            found = known.abbreviations.get(token)
        numbered = False
        if token[0].isdigit():
            number = _NUMBER_HEAD.match(token)
            rest = token[number.end() :] if number else ""
            if found is None and rest:
                found = known.abbreviations.get(rest)
                numbered = found is not None
        if found is not None:
            numbered = numbered or (len(left) > 1 and self._counts(left[-2]))
            return self._abbreviation(found, numbered, at, head, kind)
        if closed and kind == "c" and self._word(head) in known.speech:
            return False
        if closed and left[-1][0] == "(" and token[0].islower():
            return self._starter(head)  # Col. (ret.) Blake
        if (
            not closed
            and len(token) <= 12
            and at - self.start <= len(token) + 8
            and _LIST_MARK.fullmatch(token)
            and not text[self.start : at - len(token)].strip(_TRIM + " \t\r\n\xa0")
        ):
            return False  # the number or letter of a list item
        if token.isdigit():
            if known.ordinal_dot and len(token) < 4 and kind in "Uc" and not closed:
                before = left[-2].lstrip(_TRIM) if len(left) > 1 else ""
                if not self._numbering(before):
                    return self._starter(head)
            return kind != "d" and self.peer.breaks(at, head)
        if len(token) == 1 and token.isalpha() and not closed:
            if _kind(token) == "l":
                return self._starter(head) or self.peer.breaks(at, head)
            return kind in "Uc" and self._starter(head)
        if _INITIALS.fullmatch(token):
            return self._starter(head)
        if known.ordinal_dot and not closed and _ROMAN.fullmatch(token):
            return self._starter(head)
        if kind == "d":
            return len(token) > 2 or closed or token.isupper()
        if kind in "Uc" and (closed or token in known.words or self._address(token)):
            return True
        return self.peer.breaks(at, head)

    def _address(self, token: str) -> bool:
        """Whether ``token`` is a web or e-mail address, or a fraction such as m/s."""
        ending = token.rpartition(".")[2]
        return (
            "@" in token or "/" in token or ("." in token and ending.title() in self.known.domains)
        )

    def _numbering(self, word: str) -> bool:
        """Whether the number after ``word`` is a plain one (``No. 5``, ``s. 45``, ``555 55``)."""
        return word == "№" or word.isdigit() or word.removesuffix(".") in self.known.abbreviations

    def _counts(self, word: str) -> bool:
        """Whether ``word`` is a number or a unit (the second of ``5 млн. т.``)."""
        if word[-1:].isdigit():
            return True
        return (
            word[-1:] == "." and self.known.abbreviations.get(word[:-1]) is Abbreviation.UNIT
        ) or _ROMAN.fullmatch(word) is not None

    def _abbreviation(
        self, found: Abbreviation, numbered: bool, at: int, head: int, kind: str
    ) -> bool:
        known = self.known
        if found is Abbreviation.EITHER:  # г. Баку, but: в 1999 г. Он
            found = Abbreviation.UNIT if numbered else Abbreviation.TITLE
        if found is Abbreviation.TITLE:
            return False
        if kind not in "Uc":
            return False
        if found is Abbreviation.REFERENCE:
            word = self._word(head)
            return self._starter(head) or not (len(word) == 1 or _ROMAN.fullmatch(word))
        if self._starter(head):
            return True
        if found is Abbreviation.CLOSING or self._word(head) in known.continuations:
            return False
        if found is Abbreviation.UNIT:
            # В 1999 г. Баку…: an adverbial at the head of its clause goes on with a name.
            clause = _CLAUSE_MARK.split(self.text[max(self.start, at - 96) : at])[-1].split()
            year = len(clause) > 1 and (
                _YEAR.fullmatch(clause[-2]) is not None or _ROMAN.fullmatch(clause[-2]) is not None
            )
            adverbial = year and (clause[0].title() in known.starters or clause[0][0].isdigit())
            return kind == "U" and len(clause) > (5 if adverbial else 2)
        return True

    def _glued(self, match: re.Match[str], head: int, kind: str) -> bool:
        """Where no white space follows: a boundary only if the space was plainly forgotten."""
        text, known = self.text, self.known
        mark, closing = match.group(1), match.group(2)
        if mark[-1] in _FULL:
            return kind != "o" and kind != "d"
        if kind not in "Uc" or mark[0] == ":" or (mark == "." and self.weak_dot):
            return False
        word = self._word(head)
        if closing and (closing[-1] not in "”»)" or word in known.speech):
            return False
        token = self._token(match.start())
        if len(token) < 3 or not token.isalpha() or not (token[-2:].islower() or kind == "c"):
            return False
        end = head + len(word)
        if text[end : end + 1] in ("_", "/", "@", "(") or (
            text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum()
        ):
            return False
        if kind == "c":
            return len(word) > 1 and _kind(token[-1]) == "c" and token not in known.abbreviations
        starter = word in known.starters
        if not starter and (len(word) < 2 or not word[1].islower()):
            return False
        if mark == ".":
            if token in known.abbreviations or word in known.domains:
                return False
            return starter or (token[0].islower() and token.islower())
        return token not in known.exclaimed


def _kind(char: str) -> str:
    """``U`` capital, ``l`` small, ``c`` letter without case, ``d`` digit, ``o`` other."""
    if "\u10d0" <= char <= "\u10ff":  # Georgian: small letters by name only
        return "c"
    if char.islower():
        return "l"
    if char.isupper() or char.istitle():
        return "U"
    if char.isalpha():
        return "c"
    return "d" if char.isdigit() else "o"
