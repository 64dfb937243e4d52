"""Damaged copies of a package, from a seed: mutations(package bytes, count, random).

Each is (what was done, bytes). Where the main header is changed, half of the copies get
digests that fit it again: only those reach what lies behind librpm's verification.
"""

import gzip
import hashlib
import lzma
import struct

LEAD = 96
INTRO = 16
ENTRY = 16
ABSURD = (0, 1, 2, 0xff, 0xffff, 0x10000, 0x0fffffff, 0x10000000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff)


class Header:
    """Where the parts of one header lie; `begin` is that of its magic."""

    def __init__(self, whole, begin):
        self.begin = begin
        self.count, self.size = struct.unpack(">II", whole[begin + 8:begin + 16])
        self.index = begin + INTRO
        self.data = self.index + ENTRY * self.count
        self.end = self.data + self.size

    def find(self, whole, tag):
        """(offset of the data, length of the string there), or None."""
        for number in range(self.count):
            at = self.index + ENTRY * number
            found, _, offset, _ = struct.unpack(">IIII", whole[at:at + ENTRY])
            if found == tag:
                begin = self.data + offset
                end = whole.find(b"\0", begin)
                return (begin, end - begin) if end > begin else None
        return None


class Layout:
    def __init__(self, whole):
        self.signature = Header(whole, LEAD)
        self.header = Header(whole, self.signature.end + -self.signature.end % 8)
        self.payload = self.header.end

    def borders(self, whole):
        parts = [0, 4, 6, 8, 10, 76, 78, 80, LEAD, self.payload, len(whole)]
        for header in (self.signature, self.header):
            parts += [header.begin, header.begin + 4, header.begin + 8, header.begin + 12, header.index,
                      header.index + ENTRY, header.data, header.end]
        return sorted({at + near for at in parts for near in (-1, 0, 1) if 0 <= at + near < len(whole)})


def sealed(whole, layout):
    """With the digests of the main header set right again, where there are any."""
    result = bytearray(whole)
    content = whole[layout.header.begin:layout.payload]
    for tag, name in ((269, "sha1"), (273, "sha256")):
        place = layout.signature.find(whole, tag)
        digest = hashlib.new(name, content).hexdigest().encode()
        if place and place[1] == len(digest):
            result[place[0]:place[0] + place[1]] = digest
    return bytes(result)


def overwritten(whole, at, piece):
    return whole[:at] + piece + whole[at + len(piece):]


def truncated(whole, layout, random):
    at = random.choice(layout.borders(whole)) if random.random() < 0.8 else random.randrange(len(whole))
    return "cut at %d" % at, whole[:at]


def lead(whole, layout, random):
    at = random.randrange(LEAD)
    return "lead byte %d" % at, overwritten(whole, at, bytes([random.randrange(256)]))


def introduction(whole, layout, random):
    header = random.choice((layout.signature, layout.header))
    at = header.begin + random.choice((0, 3, 4, 8, 8, 8, 12, 12, 12))
    near = (header.count - 1, header.count + 1, header.size - 1, header.size + 1)
    value = random.choice(ABSURD + near)
    return "introduction %d=%x" % (at, value), overwritten(whole, at, struct.pack(">I", value & 0xffffffff))


def entry(whole, layout, random):
    header = layout.signature if random.random() < 0.2 else layout.header
    at = header.index + ENTRY * random.randrange(max(header.count, 1))
    field = random.randrange(4)
    if field == 0:
        value = random.choice((0, 62, 63, 100, 1000, 1028, 1030, 1116, 1117, 1118, 1035, 5008, 5011, 0xffffffff))
    elif field == 1:
        value = random.randrange(17)
    else:
        value = random.choice(ABSURD + (header.size, header.size - 1, header.size + 1, random.randrange(header.size + 1)))
    return ("entry %d.%d=%x" % ((at - header.index) // ENTRY, field, value),
            overwritten(whole, at + 4 * field, struct.pack(">I", value & 0xffffffff)))


def two_entries(whole, layout, random):
    """One entry says of its place what another says: shared, or in the wrong order."""
    header = layout.header
    left, right = (header.index + ENTRY * random.randrange(header.count) for _ in range(2))
    if random.random() < 0.5:
        return "entries swapped", overwritten(overwritten(whole, left, whole[right:right + ENTRY]), right,
                                              whole[left:left + ENTRY])
    return "entry shares data", overwritten(whole, left + 4, whole[right + 4:right + ENTRY])


def data(whole, layout, random):
    header = layout.signature if random.random() < 0.2 else layout.header
    result = bytearray(whole)
    length = random.choice((1, 1, 1, 4, 16, 64))
    at = header.data + random.randrange(max(header.size - length, 1))
    kind = random.choice(("flip", "zero", "ones", "noise"))
    for i in range(at, min(at + length, header.end)):
        result[i] = {"flip": result[i] ^ 1 << random.randrange(8), "zero": 0, "ones": 255,
                     "noise": random.randrange(256)}[kind]
    return "data %s at %d" % (kind, at), bytes(result)


def shifted(whole, layout, random):
    at = random.randrange(LEAD, min(len(whole), layout.payload + 64))
    length = random.choice((1, 4, 8, 16, 100))
    if random.random() < 0.5:
        return "%d bytes less at %d" % (length, at), whole[:at] + whole[at + length:]
    return "%d bytes more at %d" % (length, at), whole[:at] + bytes(length) + whole[at:]


def payload(whole, layout, random):
    if layout.payload >= len(whole):
        return "no payload", whole
    result = bytearray(whole)
    for _ in range(random.choice((1, 1, 2, 8, 32))):
        near_begin = random.random() < 0.4
        end = min(len(whole), layout.payload + 64) if near_begin else len(whole)
        result[random.randrange(layout.payload, end)] = random.randrange(256)
    return "payload", bytes(result)


def cpio_entry(name, size, mode=0o100644, links=1):
    fields = (1, mode, 0, 0, links, 0, size, 0, 0, 0, 0, len(name) + 1, 0)
    text = b"070701" + b"".join(b"%08X" % (field & 0xffffffff) for field in fields) + name + b"\0"
    return text + bytes(-len(text) % 4)


def archives(random):
    """Payloads that no rpmbuild makes: wrong sizes, absurd counts, names that lead elsewhere."""
    end = cpio_entry(b"TRAILER!!!", 0)
    size = random.choice(ABSURD)
    name = random.choice((b"./opt/x", b"../../../etc/passwd", b"/etc/shadow", b"", b"./" + b"a" * 70000,
                          b"./opt/\xff\x1b[2J", b"./opt/" + b"d/" * 3000))
    mode = random.choice((0o100644, 0o120777, 0o040755, 0o010644, 0o020600, 0o060600, 0o140777, 0xffffffff))
    return random.choice((
        cpio_entry(name, size, mode) + b"short" + end,
        cpio_entry(name, 4, mode, random.choice(ABSURD)) + b"four" + end,
        cpio_entry(name, 0, mode) * (1 if len(name) > 1000 else random.choice((1, 50, 3000))) + end,
        cpio_entry(name, 4).replace(b"070701", random.choice((b"070702", b"070707", b"07070X", b"\xc7\x71\0\0\0\0")))
        + b"four" + end,
        b"07070X%08x" % size + bytes(2) + b"four",
    ))


def compressed(text, random):
    return random.choice((lambda t: t, gzip.compress, lzma.compress,
                          lambda t: lzma.compress(t, lzma.FORMAT_ALONE)))(text)


def other_payload(whole, layout, random):
    return "other payload", whole[:layout.payload] + compressed(archives(random), random)


KINDS = ((truncated, 3), (lead, 1), (introduction, 3), (entry, 6), (two_entries, 2), (data, 5), (shifted, 1),
         (payload, 4), (other_payload, 4))
OF_THE_HEADER = (entry, two_entries, data)


def mutations(whole, count, random):
    layout = Layout(whole)
    kinds = [kind for kind, weight in KINDS for _ in range(weight)]
    for _ in range(count):
        kind = random.choice(kinds)
        what, result = kind(whole, layout, random)
        if kind in OF_THE_HEADER and random.random() < 0.5:
            what, result = what + ", sealed", sealed(result, layout)
        yield what, result


def bomb(whole, megabytes):
    """The package with a payload of one file of zeros, as small as gzip makes it."""
    layout = Layout(whole)
    head = cpio_entry(b"./opt/bomb", megabytes << 20)
    # Members of gzip may follow each other: nothing of that size is made here.
    block = gzip.compress(bytes(1 << 20), 9)
    return whole[:layout.payload] + gzip.compress(head) + block * megabytes + gzip.compress(cpio_entry(b"TRAILER!!!", 0))
