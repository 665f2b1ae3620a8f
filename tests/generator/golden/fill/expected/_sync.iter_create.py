    def iter_create(
        self,
        *,
        agent: str | int,
        callees: Iterable[str | int],
        user_data: str | int | None = None,
        task_id: str | int | None = None,
        start_at: int = 0,
        on_invalid: Literal["raise", "skip"] = "raise",
        options: Options | None = None,
    ) -> Iterator[Filled[Report]]:
        """Create a task, of any size: what exceeds one message goes to Add. (§5 Create)

        Args:
            agent: `agent`.
            user_data: `userData`.
            callees: The values, in any number; a generator's are held no longer than their message.
            task_id: Go on filling this one, instead of making one.
            start_at: Leave out so many values at the beginning: the `next_index` that was saved.
            on_invalid: Raise an InvalidCommand for a value that can't be sent, or skip it and list it in `.invalid`.
            options: What each call sets apart.

        Yields:
            Filled: After each message, and at the end if values were left out after the last, how far it has come: save `.task_id` and `.next_index`, and go on from them after a stop.

        Raises:
            CallCenterError: The failing call's own error, with `.task_id`, `.next_index`, `.handed_over`, `.report`, `.invalid`
                and `.chunk` (the indices of the values in the failing message) set on it.
        """
        from .models.add_command import AddCommand
        from .models.create_command import CreateCommand

        tz = self._config.tz

        def checked_first(**fields: Any) -> object:
            return CreateCommand(**fields).to_dict(tz)

        def checked_then(**fields: Any) -> object:
            return AddCommand(**fields).to_dict(tz)

        names = Fill(
            operation="Create",
            field="callees",
            most=1000,
            id="task_id",
            report="report",
            first=checked_first,
            then=checked_then,
        )
        first: dict[str, Any] = {
            "agent": agent,
            "user_data": user_data,
        }
        then: dict[str, Any] = {}
        try:
            plan: Filling[Report] = Filling(
                names,
                callees,
                first=first,
                then=then,
                task_id=task_id,
                start_at=start_at,
                on_invalid=on_invalid,
            )
        except InvalidCommand as error:
            del first, then, callees  # personal, as in create()
            raise without_frames(context(error, "Create", None)) from None
        del first, then, callees
        try:
            while plan.goes_on():
                send: Any = self.create if plan.creates else self.add
                yield plan.take(send(**plan.arguments, options=options))
            if (rest := plan.rest()) is not None:
                yield rest
        except CallCenterError as error:
            plan.failed(error)
            if error.operation is None:
                context(error, "Create" if plan.creates else "Add", None)
            raise
