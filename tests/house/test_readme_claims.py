"""Each claim that the README makes on reliability has its test: which, stands here, and that it's still there is tested."""

from __future__ import annotations

import re

from tests.house.readme import README, ROOT

# The parts on reliability: the first heading of each, and the one that ends it.
PARTS = {
    "### When it goes wrong": "### Receive notifications",
    "### Metrics and traces": "### More",
}

# Words of the README → the tests that show them.
CLAIMS = {
    "what became of the command: `not_sent`": """
        faults/test_soak.py::test_sequences_of_calls_and_faults
        faults/test_fault_matrix.py::test_a_cell""",
    "a constructor argument or variable is unusable": """
        client/test_client_settings.py::test_a_setting_that_can_not_be_used_is_refused_with_what_to_write
        client/test_client_settings.py::test_a_variable_that_can_not_be_used_says_what_to_write""",
    "an argument is refused; `.field`, `.value`, `.expected`": """
        client/test_client_input.py::test_a_value_that_does_not_fit_is_refused_before_sending
        client/test_client_input.py::test_a_wrong_type_is_a_type_error_that_names_the_argument""",
    "this API revision lacks the operation": """
        client/test_client_options.py::test_an_operation_that_the_revision_lacks_names_those_that_have_it""",
    "`.sent` tells whether the request may have left": """
        client/test_client_transport.py::test_a_refused_connection_is_not_sent
        client/test_client_transport.py::test_a_dial_whose_reply_is_lost_was_sent_once_and_its_outcome_is_unknown
        client/test_deadline.py::test_a_handshake_that_does_not_come_ends_at_the_deadline_with_nothing_sent""",
    "`error` is not 0; `.level`, `.code`, `.msg`, `.reason`, `.reply`": """
        client/test_client_verdicts.py::test_a_refused_message_is_an_api_error_at_any_status
        client/test_client_verdicts.py::test_a_code_stays_as_it_came
        client/test_client_verdicts.py::test_a_known_text_has_a_name
        client/test_client_verdicts.py::test_a_refusal_carries_the_whole_reply""",
    "what came isn't an answer of the platform": """
        client/test_client_verdicts.py::test_a_reply_without_a_verdict_is_unexpected_and_the_outcome_unknown""",
    "Both levels of result are checked": """
        client/test_client_verdicts.py::test_error_0_at_both_levels_is_success
        client/test_client_verdicts.py::test_a_refused_command_is_an_api_error_at_any_status""",
    "A dial is never repeated on a guess": """
        client/test_retry.py::test_a_dial_is_sent_once_however_its_reply_is_lost
        client/test_retry.py::test_a_dial_is_not_repeated_because_the_server_invites_to
        client/test_retry.py::test_an_eager_client_of_the_users_does_not_dial_twice""",
    "are tried again after a lost or unreadable reply and after 502, 503 and 504": """
        client/test_retry.py::test_a_safe_operation_is_asked_again
        client/test_retry.py::test_each_safe_operation_is_asked_again
        client/test_retry.py::test_these_operations_are_safe_and_no_other""",
    "all others only when the request surely never left": """
        client/test_retry.py::test_an_unsafe_operation_is_sent_once
        client/test_retry.py::test_a_dial_that_never_left_is_tried_again""",
    "Each attempt is signed anew and carries the same command serial": """
        client/test_retry.py::test_each_attempt_is_signed_anew_for_the_same_command""",
    "A `Retry-After` that fits the deadline is kept to": """
        client/test_retry.py::test_a_retry_after_that_fits_is_kept
        client/test_retry.py::test_a_retry_after_that_is_too_long_is_an_error_at_once""",
    "redirects are never followed": """
        client/test_retry.py::test_a_redirect_is_never_followed
        client/test_retry.py::test_an_eager_client_of_the_users_follows_no_redirect_of_ours""",
    "bounds a call as a whole, retries and a reply that trickles included": """
        client/test_deadline.py::test_headers_that_trickle_end_at_the_deadline
        client/test_deadline.py::test_a_body_that_trickles_ends_at_the_deadline
        client/test_deadline.py::test_attempts_end_at_the_deadline_too""",
    "for a client or, in `options={…}`, for one call": """
        client/test_retry.py::test_there_are_as_many_attempts_as_the_retries_allow
        client/test_retry.py::test_a_call_may_have_retries_of_its_own
        client/test_deadline.py::test_a_call_may_have_a_deadline_of_its_own
        client/test_client_options.py::test_the_timeout_of_a_call_goes_before_the_clients""",
    "shows what comes of each operation under each fault": """
        faults/test_fault_matrix.py::test_the_kept_table_is_what_the_whole_matrix_prints""",
    "The reply is lost, and the telephone may be ringing": """
        house/test_readme.py::test_a_python_example_does_what_it_says""",
    "asks about a dial for the agent's state and for the CDRs since then": """
        client/test_find_out.py::test_a_dial_is_asked_about_by_its_agent_its_number_and_its_time
        client/test_find_out.py::test_what_the_platform_shows_is_the_finding
        client/test_find_out.py::test_these_operations_can_be_found_out_about""",
    "A notification may arrive before the reply of the dial": """
        house/test_readme_reliability.py::test_a_dial_by_key_knows_what_became_of_it_though_the_notification_comes_first""",
    "commands that can be found out about get a unique one": """
        client/test_find_out.py::test_user_data_is_filled_in_where_it_makes_a_command_findable
        client/test_find_out.py::test_the_text_is_on_the_error
        client/test_find_out.py::test_it_is_left_out_elsewhere""",
    "A bill is known again by customer and session": """
        house/test_readme_reliability.py::test_each_row_names_what_the_spec_gives_that_object
        house/test_readme_reliability.py::test_a_bill_its_cdr_and_its_record_name_one_recording""",
    "never a secret or a number of a person. What it raises is logged": """
        house/test_readme_reliability.py::test_on_attempt_is_told_nothing_secret_or_personal
        client/test_retry.py::test_attempts_after_a_function_that_raises_go_on
        house/test_readme.py::test_a_python_example_does_what_it_says""",
    "For Prometheus": """
        house/test_readme.py::test_a_python_example_does_what_it_says""",
    "a span for each attempt, below the one that is under way": """
        house/test_readme_reliability.py::test_on_attempt_is_called_where_the_call_was_made""",
    "gives every recording once": """
        client/test_paging.py::test_any_server_is_read_whole_on_the_wire
        client/test_paging.py::test_the_record_that_is_known_is_not_given""",
    "`.next_key` is where to go on, also after an error": """
        client/test_paging.py::test_after_an_error_half_way_one_goes_on_with_the_next_key""",
    "for rows that are entered late": """
        client/test_windows.py::test_rows_that_are_entered_late_are_found_by_the_overlap
        client/test_windows.py::test_one_goes_on_from_the_checkpoint""",
    "run it as often as you like": """
        client/test_recordings_many.py::test_each_record_has_its_account_in_the_order_given
        client/test_recordings_many.py::test_a_second_run_fetches_what_is_missing""",
    "Each file is whole or not there": """
        client/test_recordings_file.py::test_under_its_name_it_is_whole_or_not_there
        client/test_recordings_properties.py::test_a_file_is_one_version_whole_or_an_error""",
    "never outside the folder, never over another file": """
        client/test_recordings_names.py::test_a_name_on_the_wire_and_on_the_disk
        client/test_recordings_names.py::test_a_name_that_is_refused
        client/test_recordings_download.py::test_a_file_that_comes_while_it_is_fetched_stays""",
    "A dropped connection is taken up where it broke off": """
        client/test_recordings_resume.py::test_what_broke_off_is_taken_up_there
        client/test_recordings_resume.py::test_a_server_that_ignores_range_is_begun_anew""",
    "what a killed process left behind, the next one removes": """
        client/test_recordings_killed.py::test_what_kill_9_left_is_gone_after_the_next_download""",
    "There is no deadline": """
        client/test_recordings_download.py::test_there_is_no_deadline
        client/test_recordings_resume.py::test_a_server_that_stays_silent_is_an_error""",
    "is for servers that keep recordings elsewhere": """
        client/test_recordings_names.py::test_fallbacks_are_tried_in_order_when_the_plain_path_is_a_404""",
}


def words(text: str) -> str:
    return " ".join(text.split())


def prose() -> list[str]:
    """The paragraphs and table rows of the parts on reliability; examples and the checked table are tests by themselves."""
    part = "".join(
        README[README.index(first) : README.index(last)] for first, last in PARTS.items()
    )
    part = re.sub(r"```.*?```", "", part, flags=re.DOTALL)
    part = re.sub(r"<!-- table: .*?\n\n", "", part, flags=re.DOTALL)
    part = re.sub(r"<!-- .*? -->|^#.*$", "", part, flags=re.MULTILINE)
    rows = re.findall(r"^\| `.*$", part, re.MULTILINE)
    paragraphs = re.split(r"\n\s*\n", re.sub(r"^\|.*$", "", part, flags=re.MULTILINE))
    return [words(each) for each in [*paragraphs, *rows] if each.strip()]


def test_the_readme_makes_each_claim() -> None:
    assert [] == [claim for claim in CLAIMS if claim not in words(README)]


def test_no_paragraph_is_without_a_claim_that_is_tested() -> None:
    paragraphs = prose()
    assert len(paragraphs) > 15
    assert [] == [each for each in paragraphs if not any(claim in each for claim in CLAIMS)]


def test_each_test_that_is_named_is_there() -> None:
    missing: list[str] = []
    for test in {test for tests in CLAIMS.values() for test in tests.split()}:
        file, _, name = test.partition("::")
        if f"\ndef {name}(" not in (ROOT / "tests" / file).read_text(encoding="utf-8"):
            missing.append(test)
    assert [] == missing
