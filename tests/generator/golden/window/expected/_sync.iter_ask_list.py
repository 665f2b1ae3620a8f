    def iter_ask_list(
        self,
        *,
        start_time: datetime | str,
        end_time: datetime | str,
        window: timedelta = timedelta(days=1),
        overlap: timedelta = timedelta(0),
        agent: str | int | None = None,
        options: Options | None = None,
    ) -> WindowedRows[Row]:
        """Ask something, all of them, in as many calls as it takes. (§5 getAskList)

        Args:
            start_time: Begin of the span, included: an aware datetime, or a naive one or a text in the platform's local time.
            end_time: End of the span, included.
            window: The longest span to ask for at once. Where the platform has more rows than it gives, spans are halved.
            overlap: How far each span reaches back into the one before it, for rows that the platform enters late.
            agent: `agent`.
            options: What each call sets apart.

        Returns:
            An iterator over Row, each once. Its `.checkpoint` is where to go on, also after an error.

        Raises:
            InvalidCommand: An argument is refused.
            UnexpectedResponse: While iterating: a key is no number, or a second has more rows than the platform gives.
            CallCenterError: While iterating: see `get_ask_list`.
        """
        names = {
            "from": "start_time",
            "to": "end_time",
            "items": "row",
            "key": "key",
            "total": "total",
        }
        try:
            plan = Windows(
                "getAskList",
                names,
                start_time,
                end_time,
                window=window,
                overlap=overlap,
                tz=self._config.tz,
            )
        except InvalidCommand as error:
            raise without_frames(context(error, "getAskList", None)) from None
        return WindowedRows(
            plan,
            partial(
                self.get_ask_list,
                agent=agent,
                options=options,
            ),
        )
