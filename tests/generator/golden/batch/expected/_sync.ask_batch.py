    def ask_batch(
        self, commands: Sequence[AskCommand], *, chunk: int = 100, options: Options | None = None
    ) -> list[AskResponse | CallCenterError]:
        """Ask something, for many commands in few HTTP messages. (§3)

        Args:
            commands: The commands, in any number; each has or gets a seq of its own.
            chunk: How many go in one HTTP message; how many the platform takes is not known.
            options: What this call sets apart; the deadline holds for each message.

        Returns:
            For each command, in the order given, its AskResponse, or the CallCenterError that it came to. Always full: when
            a message fails, each of its commands has that error; after one that never left, the rest are `not_sent`, untried.

        Raises:
            InvalidCommand: A command is refused, or two have one seq; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 6.
        """
        from .models.ask_command import AskCommand
        from .models.ask_response import AskResponse

        try:
            batch = Batch(
                ASK,
                AskCommand,
                AskResponse,
                commands,
                chunk=chunk,
                config=self._config,
                options=options,
            )
        finally:
            del commands  # one that is no command would stand in a report of the error as it is
        return self._send_batch(batch)
