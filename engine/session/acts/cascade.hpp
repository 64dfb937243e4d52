// What monit takes along when it unmonitors: everything below, as the control file has it that
// monit has read, which need not be today's.
//
// Private to who unmonitors: what goes along was monitored before, so it has to be in the record.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// The reason of a check that nobody saw go.
inline constexpr const char* kUnseen =
    "it went off while a hook suspended checks, which then died: monit took it along, or somebody "
    "did that";

/// Before `roots` are unmonitored: adds what `checks` have below them, is monitored and not in the
/// record. Their names.
std::vector<std::string> add_expected_cascade(Host& host, const status::Status& now,
                                              const std::vector<monitrc::Check>& checks,
                                              const std::vector<std::string>& roots,
                                              SessionRecord& record);

/// Afterwards: adds what is no longer monitored, an unmonitor that monit has not got to yet
/// included, and is not in the record. Their names.
std::vector<std::string> add_seen_cascade(Host& host, const status::Status& before,
                                          const status::Status& now,
                                          const std::vector<monitrc::Check>& checks,
                                          const std::vector<std::string>& roots,
                                          SessionRecord& record);

/// What may go along as well: whatever is monitored and not in the record. Names.
std::vector<std::string> monitored_unrelated(const status::Status& now,
                                             const SessionRecord& record);

/// When whoever began `from` died before he saw what went along: adds what it has beside its checks
/// and is off now, unless one of `sessions` has it. Whether monit took it along or somebody
/// switched it off cannot be told, so it is for a person to resume. Their names.
std::vector<std::string> add_unseen_cascade(const SessionRecord& from, const status::Status& now,
                                            const std::vector<SessionRecord>& sessions,
                                            SessionRecord& record);

}  // namespace pkgmap
