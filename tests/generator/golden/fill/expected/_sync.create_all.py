    def create_all(
        self,
        *,
        agent: str | int,
        callees: Iterable[str | int],
        user_data: str | int | None = None,
        task_id: str | int | None = None,
        start_at: int = 0,
        on_invalid: Literal["raise", "skip"] = "raise",
        options: Options | None = None,
    ) -> Filled[Report]:
        """The same to the end: see `iter_create`.

        Returns:
            Filled: The last state.

        Raises:
            CallCenterError: See `iter_create`.
        """
        last: Filled[Report] = Filled(
            task_id=None if task_id is None else str(task_id), next_index=start_at
        )
        states = self.iter_create(
            agent=agent,
            callees=callees,
            user_data=user_data,
            task_id=task_id,
            start_at=start_at,
            on_invalid=on_invalid,
            options=options,
        )
        del callees  # personal, as in create()
        for state in states:
            last = state
        return last
