#!/usr/bin/env python3
"""Verifies an export of everything, written from docs/ledger-format.md alone: the standard library, and openssl for Ed25519.

verify_ledger.py EXPORT VKEY      prints "OK <leaves>" and exits 0, or "BAD <what>" and exits 1
verify_ledger.py --vectors FILE   checks the published test vectors
"""
import base64
import gzip
import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile


class Bad(Exception):
    pass


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


class Tree:
    """The right edge of a growing tree: roots of complete subtrees, largest first, with their heights."""

    def __init__(self):
        self.edge = []
        self.size = 0

    def add(self, leaf):
        height = 0
        while self.edge and self.edge[-1][0] == height:
            leaf = sha256(b"\x01" + self.edge.pop()[1] + leaf)
            height += 1
        self.edge.append((height, leaf))
        self.size += 1

    def root(self):
        if not self.edge:
            return sha256(b"")
        root = self.edge[-1][1]
        for _, left in reversed(self.edge[:-1]):
            root = sha256(b"\x01" + left + root)
        return root


class Key:
    def __init__(self, vkey):
        self.name, self.id, encoded = vkey.strip().split("+", 2)
        typed = base64.b64decode(encoded, validate=True)
        if len(typed) != 33 or typed[0] != 1:
            raise Bad("not a log's key")
        self.raw = typed[1:]
        if sha256(self.name.encode() + b"\n\x01" + self.raw)[:4].hex() != self.id:
            raise Bad("the key id is not the key's")

    def signed(self, message, signature):
        spki = bytes.fromhex("302a300506032b6570032100") + self.raw
        with tempfile.TemporaryDirectory() as place:
            def put(name, data):
                path = os.path.join(place, name)
                with open(path, "wb") as out:
                    out.write(data)
                return path

            answer = subprocess.run(
                ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", put("key", spki),
                 "-rawin", "-in", put("message", message), "-sigfile", put("signature", signature)],
                capture_output=True, check=False)
            return answer.returncode == 0


def checkpoint(note, key):
    """Size and root of a checkpoint by the key; None when it is by other keys."""
    text, lines = note.rsplit("\n\n", 1)
    text += "\n"
    by_key = False
    for line in filter(None, lines.split("\n")):
        mark, name, stamp = line.split(" ")
        if mark != "\u2014":
            raise Bad("a signature line has another mark")
        stamp = base64.b64decode(stamp)
        if name != key.name or stamp[:4].hex() != key.id:
            continue
        if not key.signed(text.encode(), stamp[4:]):
            raise Bad("a checkpoint's signature is not valid")
        by_key = True
    origin, size, root = text.split("\n")[:3]
    if origin != key.name:
        raise Bad("the checkpoint is of another log")
    return (int(size), base64.b64decode(root)) if by_key else None


def check_disclosures(line, place):
    commitments = json.loads(line["entry"]).get("commitments", {})
    for each in line["disclosures"]:
        message = each["name"].encode() + b"\x00" + each["text"].encode()
        made = hmac.new(bytes.fromhex(each["salt"]), message, hashlib.sha256).hexdigest()
        if commitments.get(each["name"]) != made:
            raise Bad(f"leaf {place} has a disclosure that does not match")


def verify(path, vkey):
    key = Key(vkey)
    tree = Tree()
    target = None
    complete = False
    agreed = 0
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for text in lines:
            line = json.loads(text)
            kind = line["type"]
            if kind == "header":
                target = checkpoint(line["checkpoint"], key)
                if target is None:
                    raise Bad("the checkpoint is not signed by the key")
                if line["scope"]["kind"] != "whole" or line["scope"]["from"] != 0:
                    raise Bad("not an export of everything")
            elif kind == "leaf":
                place = tree.size
                if line["index"] != place or "entry" not in line:
                    raise Bad(f"leaf {place} is missing")
                made = leaf_hash(line["entry"].encode())
                if made.hex() != line["hash"]:
                    raise Bad(f"leaf {place} was changed")
                check_disclosures(line, place)
                tree.add(made)
            elif kind == "checkpoint":
                older = checkpoint(line["note"], key)
                if older and older[0] == tree.size:
                    if older[1] != tree.root():
                        raise Bad(f"a leaf between {agreed} and {tree.size - 1} was changed")
                    agreed = tree.size
            elif kind == "trailer":
                complete = line["leaves"] == tree.size
    if target is None or not complete:
        raise Bad(f"leaf {tree.size} is missing, and all after it")
    if tree.size != target[0] or tree.root() != target[1]:
        raise Bad(f"a leaf after {agreed} is not the one that was signed")
    return tree.size


def vectors(path):
    with open(path, encoding="utf-8") as file:
        all_of = json.load(file)
    entry = all_of["entry"]["canonical"].encode()
    assert leaf_hash(entry).hex() == all_of["entry"]["leafHash"], "leaf hash"
    each = all_of["disclosure"]
    made = hmac.new(bytes.fromhex(each["salt"]), each["name"].encode() + b"\x00" + each["text"].encode(), hashlib.sha256)
    assert made.hexdigest() == each["commitment"], "commitment"
    size, root = checkpoint(all_of["checkpoint"]["note"], Key(all_of["checkpoint"]["vkey"]))
    assert (size, root) == (1, leaf_hash(entry)), "checkpoint"
    return size


def main():
    try:
        count = vectors(sys.argv[2]) if sys.argv[1] == "--vectors" else verify(sys.argv[1], sys.argv[2])
        print("OK", count)
    except (Bad, EOFError, gzip.BadGzipFile, OSError, ValueError, AssertionError) as wrong:
        print("BAD", wrong)
        sys.exit(1)


if __name__ == "__main__":
    main()
