// The messages that a package manager's hook shows, and the JSON around them. Pure.
//
// The list of a call begins with at most one message that says what was done. Each other message is
// about something that needs a person, an `error` if it is urgent. The list is empty if there is
// neither.
#pragma once

#include <string>
#include <vector>

#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// What a person reads if a suspend has no check to suspend; a hook says no word then.
inline constexpr const char* kNothingToSuspend =
    "nothing to suspend: no monitored check belongs to these packages";

struct Message {
  enum class Level : std::uint8_t { info, error } level = Level::info;
  std::string text;  ///< One printable line, without a newline and without "monit-pkgmap: ".
};

/// Returns one message for each warning, and two more at most. Empty if there is no warning and no
/// check was to be suspended.
std::vector<Message> messages_of(const SuspendOutcome& outcome);
/// Empty if no check was to be resumed, or if another hook has yet to leave the session.
std::vector<Message> messages_of(const ResumeOutcome& outcome);

/// Returns exactly one message, of level `error`: what happened, and what to do about it.
std::vector<Message> messages_of(const Error& error);

/// Returns an array with `level` and `text` of each message.
Json messages_json(const std::vector<Message>& messages);
/// Returns the object that `suspend --json` prints, with messages_of() among its members.
Json suspend_json(const SuspendOutcome& outcome);
/// Returns the object that `resume --json` prints for one session, with messages_of() among its
/// members.
Json resume_json(const ResumeOutcome& outcome);

}  // namespace pkgmap::cli
