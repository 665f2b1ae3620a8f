    def ask(
        self,
        *,
        agent: str | int | None = None,
        agents: Sequence[str | int] | None = None,
        seq: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
        options: Options | None = None,
    ) -> AskResponse:
        """Ask something.

        It still works.

        Since 0.9. Deprecated since 1.1; use AskMore.

        Args:
            agent: The agent. [seen] Deprecated; use agents.
            agents: `agents`. Since 1.1.
            seq: The command's serial; filled in when it isn't given.
            extra: Fields that the spec lacks, by their names in JSON.
            options: What this call sets apart: time-out, language, debugging, acting agent.

        Returns:
            AskResponse: the platform's answer.

        Raises:
            InvalidCommand: An argument is refused; nothing was sent.
            UnsupportedOperation: The client's revision lacks the operation; it is in 6.
            ApiError: The platform refused.
            TransportError: No reply came; `.outcome` tells whether it may have been carried out.
            UnexpectedResponse: A reply came that says nothing.
        """
        warn_deprecated("ask() is deprecated since 1.1; use AskMore")
        from .models.ask_command import AskCommand
        from .models.ask_response import AskResponse

        command = AskCommand(
            agent=agent,
            agents=agents,
            seq=seq,
            extra=extra or {},
        )
        # A report of an error prints the variables of each frame: the command shortens what is personal, these wouldn't.
        del extra
        return self._send(ASK, command, AskResponse, options)
