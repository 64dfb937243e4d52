// The messages that a package manager's hook shows, and the JSON around them. Pure.
//
// The first message of a list says what the command has done, if it has done anything. Every other
// message is about something that a person should know or do; its level is `error` if this is
// urgent.
#pragma once

#include <string>
#include <vector>

#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// What `suspend` prints for a person if there is no check to suspend. A hook prints no message
/// then.
inline constexpr const char* kNothingToSuspend =
    "nothing to suspend: no monitored check belongs to these packages";

/// A message that a hook shows on the terminal of a package manager.
struct Message {
  enum class Level : std::uint8_t { info, error } level = Level::info;
  std::string text;  ///< One printable line, without a newline and without "monit-pkgmap: ".
};

/// Returns the paths of the files that the substitute checks were about.
std::vector<std::string> paths_of(const std::vector<EndedSubstitute>& ended);

/// Returns the messages of a suspend, in this order:
/// - at most one message of level `info`: the suspended checks, that monit was stopped, or why
///   there is no monit to ask (SuspendOutcome::absent);
/// - at most one error: SuspendOutcome::trouble, else the checks that are not suspended;
/// - an error for each of SuspendOutcome::warnings.
///
/// Leaves out the errors if another hook has already reported the trouble (SuspendOutcome::told).
/// Empty if there is none of these.
std::vector<Message> messages_of(const SuspendOutcome& outcome);
/// Returns the messages of a resume. Empty if nothing happened that a person should know: as a rule
/// if there was no check to resume, or if the session stays suspended because another hook still
/// needs it.
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
