#include "cli/monits/resume_all.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "cli/monits/children.hpp"
#include "cli/render/messages.hpp"
#include "engine/journal/journal.hpp"
#include "engine/queries/sessions.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap::cli {
namespace {

using Seconds = std::chrono::seconds;

// A hook waits 15 s for the program.
constexpr Seconds kForHook{13};
constexpr Seconds kForPerson{600};

/// One monit with its sessions, and the part of the request that is about them.
struct Part {
  FurtherMonit monit;  ///< Of the first one only the state directory counts.
  std::vector<SessionRecord> sessions;
  std::string session{};  ///< The session that is meant; empty: every session, or that of --pid.
  std::vector<std::string> except{};
  bool is_meant = false;
};

Part part_of(FurtherMonit monit) {
  auto found = read_sessions(monit.state_directory);
  Part part{std::move(monit), {}};
  if (found) part.sessions = std::move(found->sessions);
  return part;
}

bool has_check(const Part& part, const std::string& name) {
  return std::any_of(part.sessions.begin(), part.sessions.end(),
                     [&](const SessionRecord& record) { return record.find(name) != nullptr; });
}

const SessionRecord* session_called(const std::vector<SessionRecord>& sessions,
                                    const std::string& id) {
  const auto found = std::find_if(sessions.begin(), sessions.end(),
                                  [&](const SessionRecord& record) { return record.id == id; });
  return found == sessions.end() ? nullptr : &*found;
}

bool is_open_for_manager_of(const SessionRecord& record, const SessionRecord& origin) {
  const bool open =
      record.state == SessionState::suspending || record.state == SessionState::suspended;
  return open && origin.pid != 0 && record.pid == origin.pid &&
         record.pid_start_time == origin.pid_start_time && record.boot_id == origin.boot_id;
}

// The session of the part that belongs to the one with this id; empty if there is none.
std::string session_beside(const Part& part, const std::string& id, const SessionRecord* origin) {
  if (session_called(part.sessions, id)) return id;
  for (const SessionRecord& record : part.sessions) {
    if (origin && is_open_for_manager_of(record, *origin)) return record.id;
  }
  return {};
}

void find_sessions(const Options& options, std::vector<Part>& parts) {
  const SessionRecord* origin = nullptr;
  for (const Part& part : parts) {
    if (!origin) origin = session_called(part.sessions, options.session);
  }
  for (Part& part : parts) {
    Settings settings = options.settings;
    settings.state_directory = part.monit.state_directory;
    if (!options.session.empty()) {
      part.session = session_beside(part, options.session, origin);
      part.is_meant = !part.session.empty();
    } else if (options.manager_pid != 0) {
      const auto session = session_of_manager(settings, options.manager_pid);
      part.is_meant = session && *session;
    } else {
      const auto sessions = resumable_sessions(settings);
      part.is_meant = sessions && !sessions->empty();
    }
  }
}

// A check of the same name may be suspended in two monits.
Done share_exceptions(const std::vector<std::string>& names, std::vector<Part>& parts) {
  for (const std::string& name : names) {
    Part* holder = nullptr;
    for (Part& part : parts) {
      if (!has_check(part, name)) continue;
      if (holder) {
        return Error{ErrorCode::usage, "two monits have suspended a check '" + name + "'",
                     "--monitrc FILE says which one is meant"};
      }
      holder = &part;
    }
    // Without one, the first monit says that no session has it.
    (holder ? *holder : parts.front()).except.push_back(name);
  }
  return done();
}

std::vector<std::string> without_exceptions(const std::vector<std::string>& words) {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--except") {
      ++i;
    } else if (!words[i].starts_with("--except=")) {
      rest.push_back(words[i]);
    }
  }
  return rest;
}

std::vector<std::string> words_for(const Part& part, std::vector<std::string> words) {
  if (!part.session.empty()) words.insert(words.end(), {"--session", part.session});
  for (const std::string& name : part.except) words.insert(words.end(), {"--except", name});
  return words;
}

int resume_first(Options options, const Part& part, const Screen& screen, const Command& command) {
  const bool others_alone =
      !part.is_meant && (!options.session.empty() || options.manager_pid != 0);
  if (others_alone) {
    if (screen.json()) screen.object(resume_json({}));
    return 0;
  }
  if (!part.session.empty()) options.session = part.session;
  options.except = part.except;
  return command(options, screen);
}

}  // namespace

int resume_for_all(Options options, const HostMonits& monits, const std::vector<std::string>& words,
                   Screen& screen, const Command& command) {
  std::vector<Part> parts = {part_of({monits.first, options.settings.state_directory})};
  for (const FurtherMonit& monit : monits.further) parts.push_back(part_of(monit));
  find_sessions(options, parts);
  if (std::none_of(parts.begin() + 1, parts.end(),
                   [](const Part& part) { return part.is_meant; })) {
    return command(options, screen);
  }
  if (auto shared = share_exceptions(options.except, parts); !shared)
    return screen.fail(shared.error());
  Children children(options);
  for (auto part = parts.begin() + 1; part != parts.end(); ++part) {
    if (!part->is_meant) continue;
    children.start(part->monit, words_for(*part, without_exceptions(words)),
                   options.hook ? kForHook : kForPerson, true);
  }
  return answer_together(options, monits.first, children, screen,
                         [&](const Options& own, const Screen& on) {
                           return resume_first(own, parts.front(), on, command);
                         });
}

}  // namespace pkgmap::cli
