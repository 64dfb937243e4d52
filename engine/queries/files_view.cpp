#include "engine/queries/files_view.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "rules/plan/unlisted_substitutes.hpp"

namespace pkgmap {
namespace {

Error without_baselines(Error error) {
  error.message += ": its baselines are not known";
  return error;
}

std::unique_ptr<MonitClient> look_at_monit(const Settings& settings, FilesView& view, Host& host) {
  auto client = host.connect(settings, view.parsed.control_file);
  if (!client) {
    view.unanswered = without_baselines(client.error());
    return nullptr;
  }
  auto status = (*client)->status();
  if (!status) {
    view.unanswered = without_baselines(status.error());
    return nullptr;
  }
  view.status = std::move(*status);
  return std::move(*client);
}

ContentRecords read_records(const Settings& settings, FilesView& view, Host& host) {
  auto noted = host.contents(settings);
  if (noted) return noted->value_or(ContentRecords{});
  view.notes.push_back(noted.error());
  return {};
}

// A suspended check is about to be monitored again, so its file is judged as in a resume.
void add_suspended_of_all(const Settings& settings, FilesView& view, LookScene& scene, Host& host) {
  auto found = host.sessions(settings);
  if (!found) {
    view.notes.push_back(found.error());
    return;
  }
  for (const SessionRecord& session :
       sessions_of(std::move(found->sessions), scene.control_file.path)) {
    add_suspended(session, scene);
  }
}

}  // namespace

Result<FilesView> view_files(const Settings& settings, Host& host) {
  FilesView view;
  auto parsed = host.read_control_file(settings);
  if (!parsed) return parsed.error();
  view.parsed = std::move(*parsed);
  if (auto understood = require_parsed(view.parsed); !understood) return understood.error();
  auto database = host.packages(settings);
  if (!database) return database.error();
  view.database = std::move(*database);
  const monitrc::ControlFile& control_file = view.parsed.control_file;
  const auto monit = look_at_monit(settings, view, host);
  const ContentRecords records = read_records(settings, view, host);
  if (auto substitutes = host.substitutes(settings)) {
    view.substitutes = substitutes_of(control_file.path, *substitutes);
    auto unlisted = rules::unlisted_substitutes(view.parsed, view.substitutes);
    std::move(unlisted.begin(), unlisted.end(), std::back_inserter(view.substitutes));
  } else {
    view.notes.push_back(substitutes.error());
  }
  LookScene scene{control_file, view.status ? &*view.status : nullptr,
                  monit.get(),  view.database.get(),
                  records,      view.substitutes};
  add_suspended_of_all(settings, view, scene, host);
  scene.about_packages = true;
  FileLook reading(host, settings);
  static_cast<void>(reading.read_ahead(control_file, records));
  view.files = reading.look(scene);
  if (view.files.trouble) return *view.files.trouble;
  return view;
}

}  // namespace pkgmap
