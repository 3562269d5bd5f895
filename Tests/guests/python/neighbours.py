"""libsky beside lxml and pycurl in one process: each keeps its own state and gives the right results.

    neighbours.py libsky-first|libsky-last

Prints "good neighbours" if all is as it should be; an assertion says what is not.
"""

from __future__ import annotations

import concurrent.futures
import io
import os
import sys

if sys.argv[1] == "libsky-first":
    import libsky

import lxml.etree
import pycurl

if sys.argv[1] != "libsky-first":
    import libsky

URL, AUTHORITY = os.environ["SKY_URL"], os.environ["SKY_AUTHORITY"]
GOOD = (b"<POSTBACK><ORIGIN>SMS_MT</ORIGIN><!-- through libxml2 --><CODE>N202</CODE>"
        b"<TRACKINGID>T1</TRACKINGID></POSTBACK>")
BAD = [b"<POSTBACK><ORIGIN><!-- open --></POSTBACK>", b"<POSTBACK><!-- --><A>&nothing;</A></POSTBACK>",
       b"<!DOCTYPE a SYSTEM 'sky:dtd'><POSTBACK>&sky;</POSTBACK>", b"<!-- x --><POSTBACK a='1' a='2'/>",
       b"<!-- --><POSTBACK>\xff</POSTBACK>", b"rubbish"]


class Answers(lxml.etree.Resolver):
    """A resolver of the host's that counts what it is asked for."""

    asked: list[str] = []

    def resolve(self, url, public_id, context):  # noqa: D102
        self.asked.append(url)
        return self.resolve_string("<!ENTITY greeting 'hello'>", context)


def use_libsky() -> None:
    """Read good documents and bad ones."""
    assert libsky.parse_postback(GOOD)[0].fields["TRACKINGID"] == "T1"
    for document in BAD:
        try:
            libsky.parse_postback(document)
        except libsky.SkyError:
            continue
        raise AssertionError(f"{document!r} was accepted")


def error_log(parser: lxml.etree.XMLParser) -> list[str]:
    """What a parser says of a document that is not well-formed."""
    try:
        lxml.etree.fromstring("<a>\n<b></a>", parser)
    except lxml.etree.XMLSyntaxError:
        pass
    return [str(entry) for entry in parser.error_log]


def check_errors() -> None:
    """lxml's logs hold lxml's errors, before, between and after."""
    parser = lxml.etree.XMLParser()
    expected = error_log(parser)
    assert expected
    use_libsky()
    assert [str(entry) for entry in parser.error_log] == expected, "the log of a parser"
    lxml.etree.clear_error_log()
    use_libsky()
    try:
        lxml.etree.fromstring("<open>")
    except lxml.etree.XMLSyntaxError as error:
        assert all("POSTBACK" not in str(entry) for entry in error.error_log)
    assert error_log(lxml.etree.XMLParser()) == expected
    # With recovery errors are noted and no exception is raised.
    lenient = lxml.etree.XMLParser(recover=True)
    tree = lxml.etree.fromstring("<a><b>1</a>", lenient)
    count = len(lenient.error_log)
    use_libsky()
    assert tree.findtext("b") == "1" and len(lenient.error_log) == count > 0


def check_resolvers() -> None:
    """lxml's resolvers are asked by lxml only."""
    parser = lxml.etree.XMLParser(load_dtd=True, resolve_entities=True)
    parser.resolvers.add(Answers())
    document = "<!DOCTYPE a SYSTEM 'host:dtd'><a>&greeting;</a>"
    for _ in range(3):
        assert lxml.etree.fromstring(document, parser).text == "hello"
        asked = len(Answers.asked)
        use_libsky()
        assert len(Answers.asked) == asked and set(Answers.asked) == {"host:dtd"}


def check_trees() -> None:
    """XPath and XSLT over trees that were made before libsky was used, and in between."""
    tree = lxml.etree.fromstring("<r xmlns:n='urn:n'><n:i>1</n:i>  <n:i>2</n:i></r>")
    feed = lxml.etree.XMLPullParser(events=("end",))
    feed.feed("<a><b>1</b>")
    use_libsky()
    feed.feed("<b>2</b></a>")
    assert [element.text for _, element in feed.read_events()] == ["1", "2", None]
    assert tree.xpath("sum(//n:i)", namespaces={"n": "urn:n"}) == 3.0
    style = lxml.etree.XSLT(lxml.etree.fromstring(
        "<s:stylesheet version='1.0' xmlns:s='http://www.w3.org/1999/XSL/Transform'><s:template match='/'>"
        "<o><s:value-of select='count(//*)'/></o></s:template></s:stylesheet>"))
    use_libsky()
    assert style(tree).getroot().text == "3"


def fetch(curl: pycurl.Curl, text: str) -> bytes:
    """Post a text with a handle of pycurl."""
    body = io.BytesIO()
    set_up(curl, text, body)
    curl.perform()
    return body.getvalue()


def set_up(curl: pycurl.Curl, text: str, body: io.BytesIO) -> None:
    """What to post, and where the answer goes."""
    curl.setopt(pycurl.URL, URL)
    if AUTHORITY:
        curl.setopt(pycurl.CAINFO, AUTHORITY)
    curl.setopt(pycurl.POSTFIELDS, f"<A><TEXT>{text}</TEXT></A>")
    curl.setopt(pycurl.WRITEFUNCTION, body.write)


def check_curl(client: libsky.Client) -> None:
    """Handles of pycurl, shared state and transfers under way, with sends in between."""
    share = pycurl.CurlShare()
    for what in (pycurl.LOCK_DATA_COOKIE, pycurl.LOCK_DATA_DNS, pycurl.LOCK_DATA_SSL_SESSION):
        share.setopt(pycurl.SH_SHARE, what)
    curl = pycurl.Curl()
    curl.setopt(pycurl.SHARE, share)
    curl.setopt(pycurl.COOKIELIST, "Set-Cookie: host=1; domain=localhost; path=/")
    for number in range(10):
        assert b"SMS_1" in fetch(curl, f"pycurl {number}")
        assert (curl.getinfo(pycurl.NUM_CONNECTS) == 0) == (number > 0), "pycurl's connection is kept"
        assert send(client, f"libsky {number}") == "SMS_1"
        assert len(curl.getinfo(pycurl.INFO_COOKIELIST)) == 1
    multi, bodies, handles = pycurl.CurlMulti(), [], []
    for number in range(5):
        handles.append(pycurl.Curl())
        bodies.append(io.BytesIO())
        set_up(handles[-1], f"multi {number}", bodies[-1])
        multi.add_handle(handles[-1])
    running, number = 5, 0
    while running:
        running = multi.perform()[1]
        send(client, f"between {number}")
        number += 1
    assert all(b"SMS_1" in body.getvalue() for body in bodies)
    for handle in handles:
        multi.remove_handle(handle)
        handle.close()


def send(client: libsky.Client, text: str) -> str:
    """Send a text with libsky."""
    return client.send_sms("+15557654321", text, sender="55501").fields["TRACKINGID"]


def check_threads(client: libsky.Client) -> None:
    """All of it at the same time."""
    def read_with_lxml(_: int) -> bool:
        expected = error_log(lxml.etree.XMLParser())
        is_read = lxml.etree.fromstring(GOOD).findtext("CODE") == "N202"
        return is_read and all("POSTBACK" not in line for line in expected)

    def post_with_pycurl(number: int) -> bool:
        curl = pycurl.Curl()
        curl.setopt(pycurl.NOSIGNAL, 1)
        return b"SMS_1" in fetch(curl, f"thread pycurl {number}")

    def send_with_libsky(number: int) -> bool:
        use_libsky()
        return send(client, f"thread libsky {number}") == "SMS_1"
    with concurrent.futures.ThreadPoolExecutor(8) as executor:
        futures = [executor.submit(work, number) for number in range(40)
                   for work in (read_with_lxml, post_with_pycurl, send_with_libsky)]
        assert all(future.result() for future in futures)


def main() -> None:
    """Everything, twice; at last pycurl says good-bye to its libcurl while libsky's connections are open."""
    client = libsky.Client("key", url=URL, ca_file=AUTHORITY or None)
    for _ in range(2):
        check_errors()
        check_resolvers()
        check_trees()
        check_curl(client)
    check_threads(client)
    pycurl.global_cleanup()
    assert send(client, "after the cleanup") == "SMS_1"
    other = libsky.Client("key", url=URL + "?other", ca_file=AUTHORITY or None)
    assert send(other, "another client after the cleanup") == "SMS_1"
    pycurl.global_init(pycurl.GLOBAL_ALL)
    assert b"SMS_1" in fetch(pycurl.Curl(), "pycurl again")
    check_errors()
    print("good neighbours")


main()
