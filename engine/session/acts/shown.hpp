// What monit's status says of a check: who watches it, and what it compares with.
//
// Pure. For the look at files.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Of a check that no session has suspended. monit looks at a check only while it is on: one with
/// `then unmonitor` whose last look, since monit read its control file (`incarnation`), came after
/// its file had changed saw the change, and went off by its own test.
rules::Watching watching_of(const monitrc::Check& check, const status::Service& service,
                            std::int64_t incarnation, const rules::PresentFile& file);

/// `if changed checksum`: the digest of the last look, as long as that was well. Up to 6.0 the
/// first look after the control file was read takes what it finds; since 6.1 monit keeps what it
/// had.
rules::ShownBaseline shown_of_changed(const status::Service& service, const status::Status& status);

/// `if failed checksum` whose page cannot be asked for: the digest of a look that found nothing
/// wrong.
rules::ShownBaseline shown_in_status(const monitrc::Check& check, const status::Service& service);

/// Its checksum test has `then unmonitor`.
bool switches_itself_off(const monitrc::Check& check);

}  // namespace pkgmap
