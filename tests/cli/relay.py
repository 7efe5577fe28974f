"""What stands between a program and a PostgreSQL server, and cuts the line at a chosen moment."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread

#: What a program has said on a line, message by message: a sign of its kind, and what it holds.
Message = tuple[bytes, bytes]


class Relay:
    """Passes on what is said until a message comes that is cut off, with the line; once.

    `asked` looks at what the program says, `answered` at what the server says. Afterwards nobody is
    let through any more where the server is to be `gone`.
    """

    def __init__(self, server: int) -> None:
        self.server = server
        self.asked: Callable[[list[Message]], bool] | None = None
        self.answered: Callable[[list[Message]], bool] | None = None
        self.gone = False
        #: How often the line was cut.
        self.cuts = 0
        self._open = ExitStack()
        self._listening = self._open.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.port: int = self._listening.getsockname()[1]

    def serve(self) -> None:
        """Take whoever comes, until the relay is closed."""
        with suppress(OSError):
            while True:
                program = self._open.enter_context(self._listening.accept()[0])
                if self.gone and self.cuts:
                    _hang_up(program)
                    continue
                server = self._open.enter_context(
                    socket.create_connection(("127.0.0.1", self.server))
                )
                said: list[Message] = []
                for words in ((program, server, said, True), (server, program, said, False)):
                    passing = Thread(target=self._pass_on, args=words)
                    passing.start()
                    self._open.callback(passing.join)
                    self._open.callback(_hang_up, program)

    def close(self) -> None:
        """Take nobody any more."""
        _hang_up(self._listening)

    def forget(self) -> None:
        """Cut every line that is still open."""
        self._open.close()

    def _pass_on(
        self, source: socket.socket, sink: socket.socket, said: list[Message], asking: bool
    ) -> None:
        with suppress(OSError), source.makefile("rb") as heard:
            if asking:  # the first message has no sign of its kind
                length = heard.read(4)
                sink.sendall(length + heard.read(int.from_bytes(length) - 4))
            while sign := heard.read(1):
                length = heard.read(4)
                content = heard.read(int.from_bytes(length) - 4)
                if self._is_cut_at((sign, content), said, asking):
                    self.cuts += 1
                    break
                sink.sendall(sign + length + content)
        _hang_up(source)
        _hang_up(sink)

    def _is_cut_at(self, message: Message, said: list[Message], asking: bool) -> bool:
        if asking:
            said.append(message)
        cut = self.asked if asking else self.answered
        if self.cuts or cut is None:
            return False
        return cut(said) if asking else cut([*said, message])


@contextmanager
def relayed(server: int) -> Iterator[Relay]:
    """A relay to the server at a port of this machine."""
    relay = Relay(server)
    serving = Thread(target=relay.serve)
    serving.start()
    try:
        yield relay
    finally:
        relay.close()
        serving.join()
        relay.forget()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def at_statement(begins: str) -> Callable[[list[Message]], bool]:
    """The moment when a statement is sent."""
    return lambda said: _is_statement(said[-1], begins)


def at_commit(said: list[Message]) -> bool:
    """The moment when the COMMIT of what was written is sent."""
    wrote = any(_is_statement(each, "INSERT INTO change") for each in said)
    return wrote and _is_statement(said[-1], "COMMIT")


def at_answer(said: list[Message]) -> bool:
    """The moment when the server answers the COMMIT of what was written."""
    wrote = any(_is_statement(each, "INSERT INTO change") for each in said)
    return wrote and said[-1] == (b"C", b"COMMIT\0")


def _is_statement(message: Message, begins: str) -> bool:
    """Whether a message is a statement, named or not, that begins like this."""
    sign, content = message
    if sign == b"P":
        content = content.partition(b"\0")[2]
    return sign in (b"P", b"Q") and content.strip().startswith(begins.encode())
