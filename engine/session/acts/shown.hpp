// What monit's status says of a check: whether monit watches the file, and which digest monit
// compares it with.
//
// Pure functions, used by the look at files (file_look.hpp).
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// For a check that no session has suspended. monit looks at a check only while it is on. So a
/// check with `then unmonitor` went off by its own test if it is off, and monit's last look came
/// after the file had changed and after monit had read its control file (`incarnation`).
rules::Watching watching_of(const monitrc::Check& check, const status::Service& service,
                            std::int64_t incarnation, const rules::PresentFile& file);

/// The baseline of `if changed checksum`: the digest of the last look, if that look found no
/// failure. Up to monit 6.0 the first look after monit has read its control file takes the content
/// that it finds; since 6.1 monit keeps the earlier one.
rules::ShownBaseline shown_of_changed(const status::Service& service, const status::Status& status);

/// The baseline of `if failed checksum` if monit's page of the check cannot be read: the digest of
/// the last look, if that look found no failure.
rules::ShownBaseline shown_in_status(const monitrc::Check& check, const status::Service& service);

/// Whether the check's checksum test has `then unmonitor`.
bool switches_itself_off(const monitrc::Check& check);

}  // namespace pkgmap
