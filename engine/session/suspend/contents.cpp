#include "engine/session/suspend/contents.hpp"

#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/substitutes.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::seconds kBound{3};

}  // namespace

void read_contents_ahead(const Settings& settings, const monitrc::ControlFile& control_file,
                         FileLook& reading, Host& host) {
  // Without the records every file is read, which only takes longer.
  const auto records = host.contents(settings);
  reading.hurry(kBound);
  static_cast<void>(
      reading.read_ahead(control_file, records && *records ? **records : ContentRecords{}));
}

Result<std::vector<std::string>> note_contents(const Settings& settings,
                                               const monitrc::Parsed& parsed, const LookedAt& monit,
                                               const std::vector<SessionRecord>& sessions,
                                               const Journal& journal, FileLook& reading,
                                               Host& host) {
  const monitrc::ControlFile& control_file = parsed.control_file;
  auto records = ContentRecords::read(journal.store());
  if (!records) return records.error();
  const auto substitutes = known_substitutes(journal.store(), parsed);
  if (!substitutes) return substitutes.error();
  const auto alarms = substitutes_of(control_file.path, *substitutes);
  const auto database = host.packages(settings);
  LookScene scene{control_file, monit.status, monit.client, database ? database->get() : nullptr,
                  *records,     alarms};
  for (const SessionRecord& session : sessions) add_suspended(session, scene);
  reading.hurry(kBound);
  const JudgedFiles files = reading.look(scene);
  // The packages decide whether a content that is seen for the first time is good, so their answer
  // is needed.
  if (files.trouble || !database) return std::vector<std::string>{};
  keep_records(files, control_file.path, host.wall_usec(),
               monit.client ? Agreed{} : Agreed::unasked(monit.read_at), *records);
  if (auto written = records->write(journal.store()); !written) return written.error();
  return good_files(files);
}

}  // namespace pkgmap
