    def find_out(self, error: CallCenterError, *, options: Options | None = None) -> Finding:
        """Ask what the platform shows of a command whose outcome is unknown.

        Args:
            error: The error that the command came to; of a batch, that of the one command.
            options: What these calls set apart.

        Returns:
            Finding: `verdict` is `seen` or `not_seen`, `evidence` the answers. It never claims that a command did not happen. For an
                error whose outcome is known nothing is asked: calls of others would look like its effect.

        Raises:
            InvalidCommand: The spec knows nothing to ask about that operation.
            CallCenterError: The platform didn't answer.
        """
        answers: list[tuple[Question, Any]] = []
        for question, arguments in questions(error):
            ask = getattr(self, question.method)
            answers.append((question, ask(**arguments, options=options)))
        return finding(answers)
