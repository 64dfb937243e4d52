#include "cli/render/acceptance.hpp"

#include <algorithm>

#include "cli/render/messages.hpp"
#include "cli/render/words.hpp"
#include "cli/screen.hpp"
#include "parsers/source/check_name.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

bool came_back(const Acceptance& acceptance, const std::string& check) {
  return acceptance.outcome && names_check(names_of(acceptance.outcome->results.resumed), check);
}

// Of the checks that monit took along, those that are monitored again.
CheckNames dependents_back(const Acceptance& acceptance, const AcceptedFile& file) {
  CheckNames names = file.dependents;
  std::erase_if(names, [&](const std::string& name) { return !came_back(acceptance, name); });
  return names;
}

// monit accepts a file only by a reload.
bool is_accepted(const Acceptance& acceptance) {
  return acceptance.outcome && acceptance.outcome->results.reloaded;
}

std::string line_of(const Acceptance& acceptance, const AcceptedFile& file) {
  std::string text = printable(file.path);
  if (!is_accepted(acceptance)) {
    text += ": not accepted";
  } else {
    text +=
        file.drifted ? ": accepted, now the baseline of " : ": as packaged, now the baseline of ";
    text += "'" + printable(file.check) + "'";
  }
  if (came_back(acceptance, file.check)) {
    const auto dependents = dependents_back(acceptance, file);
    text += "; the check is monitored again";
    if (!dependents.empty()) text += ", and " + listed(dependents, 4) + " with it";
  }
  return wrapped_text(text, 2) + "\n";
}

}  // namespace

std::string acceptance_text(const Acceptance& acceptance) {
  std::string text;
  for (const AcceptedFile& file : acceptance.files) text += line_of(acceptance, file);
  for (const std::string& path : acceptance.untouched) {
    text += printable(path) + ": equals its baseline, so it needs no acceptance\n";
  }
  return text;
}

std::string acceptance_troubles(const Acceptance& acceptance) {
  std::string text;
  if (!acceptance.outcome) return text;
  for (const Message& message : messages_of(*acceptance.outcome)) {
    if (message.level == Message::Level::error) text += "error: " + message.text + "\n";
  }
  if (!is_accepted(acceptance)) {
    text += "error: monit was not reloaded, so no file was accepted: " +
            printable(acceptance.outcome->not_reloaded) + "\n";
  }
  return text;
}

Json acceptance_json(const Acceptance& acceptance) {
  Json files = Json::array();
  for (const AcceptedFile& file : acceptance.files) {
    files.push(Json::object()
                   .set_bytes("check", file.check)
                   .set_bytes("path", file.path)
                   .set("drifted", file.drifted)
                   .set("accepted", is_accepted(acceptance))
                   .set("monitored_again", came_back(acceptance, file.check))
                   .set("dependents", Json::array_of(dependents_back(acceptance, file))));
  }
  Json json = Json::object()
                  .set("schema", 1)
                  .set("files", std::move(files))
                  .set("untouched", Json::array_of(acceptance.untouched));
  json.set("session", acceptance.outcome ? resume_json(*acceptance.outcome) : Json());
  return json;
}

int status_of(const Acceptance& acceptance) {
  if (!acceptance.outcome) return 0;
  if (!acceptance.outcome->kept.empty()) return exit_status(ErrorCode::not_resumed);
  if (!acceptance.outcome->results.drift.empty()) return exit_status(ErrorCode::drift);
  return is_accepted(acceptance) ? 0 : exit_status(ErrorCode::failed);
}

}  // namespace pkgmap::cli
