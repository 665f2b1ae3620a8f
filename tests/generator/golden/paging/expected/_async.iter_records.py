    def iter_records(
        self,
        *,
        start_key: int | str = 0,
        agent: str | int | None = None,
        options: Options | None = None,
    ) -> AsyncKeyedRows[Record]:
        """Ask something, all of them, in as many calls as it takes. (§5 Ask)

        Args:
            start_key: The last key that is known already; rows up to it aren't given.
            agent: `agent`.
            options: What each call sets apart.

        Returns:
            An iterator over Record, in the order of keys, each once. Its `.next_key` is where to go on, also after an error.

        Raises:
            InvalidCommand: An argument is refused.
            UnexpectedResponse: While iterating: a key is no number, or the list doesn't move.
            CallCenterError: While iterating: see `ask`.
        """
        try:
            start = whole_key(start_key, "start_key")
        except InvalidCommand as error:
            raise context(error, "Ask", None) from None
        plan = Pages("Ask", "record", "key", "start_key", start)
        return AsyncKeyedRows(
            plan,
            partial(
                self.ask,
                agent=agent,
                options=options,
            ),
        )
