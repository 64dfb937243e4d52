// The messages that a package manager's hook shows, and the JSON around them. Pure.
//
// At most two messages for each call: what was done, and what needs a person.
#pragma once

#include <string>
#include <vector>

#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

struct Message {
  enum class Level : std::uint8_t { info, error } level = Level::info;
  std::string text;
};

std::vector<Message> messages_of(const SuspendOutcome& outcome);
std::vector<Message> messages_of(const ResumeOutcome& outcome);

/// An Error in one line: what happened, and what to do about it.
std::vector<Message> messages_of(const Error& error);

Json messages_json(const std::vector<Message>& messages);
Json suspend_json(const SuspendOutcome& outcome);
Json resume_json(const ResumeOutcome& outcome);

}  // namespace pkgmap::cli
