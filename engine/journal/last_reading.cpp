#include "engine/journal/last_reading.hpp"

#include <memory>
#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/journal/package_notes.hpp"
#include "engine/journal/read_text.hpp"
#include "engine/journal/whole_text.hpp"
#include "engine/system/files/state_directory.hpp"
#include "engine/system/step.hpp"
#include "parsers/monitrc/model/masked_path.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap {
namespace {

constexpr const char* kReadingFile = "last-reading.json";
constexpr const char* kReadingName = "the last reading of the control file";
constexpr int kReadingVersion = 1;

Json words_of(const std::optional<monitrc::Command>& command) {
  return command ? exact_list(without_secrets(command->argv)) : Json();
}

std::optional<monitrc::Command> command_of(const Json& json) {
  monitrc::Command command;
  command.argv = exact_texts(json);
  return command.argv.empty() ? std::nullopt : std::optional(std::move(command));
}

Json peers_of(const monitrc::Check& check) {
  Json peers = Json::array();
  for (const monitrc::Test& test : check.tests) {
    if (!test.connection) continue;
    peers.push(Json::object()
                   .set("host", exact(masked(test.connection->host)))
                   .set("port", test.connection->port)
                   .set("socket", exact(test.connection->socket)));
  }
  return peers;
}

monitrc::Test test_of(const Json& peer) {
  auto connection = std::make_shared<monitrc::ConnectionTest>();
  connection->host = exact_text(peer["host"]);
  connection->port = static_cast<int>(peer["port"].integer().value_or(0));
  connection->socket = exact_text(peer["socket"]);
  monitrc::Test test;
  test.kind = monitrc::TestKind::connection;
  test.connection = std::move(connection);
  return test;
}

// A pattern with hidden bytes would be another pattern.
std::string pattern_of(const monitrc::Check& check) {
  return masked(check.matching) == check.matching ? check.matching : std::string();
}

Json json_of(const monitrc::Check& check) {
  return Json::object()
      .set("type", monitrc::name_of(check.type))
      .set("name", exact(check.name))
      .set("path", exact(monitrc::masked_path(check)))
      .set("pidfile", exact(check.pidfile))
      .set("matching", exact(pattern_of(check)))
      .set("address", exact(masked(check.address)))
      .set("program", words_of(check.program))
      .set("start", words_of(check.start))
      .set("stop", words_of(check.stop))
      .set("restart", words_of(check.restart))
      .set("depends_on", exact_list(check.depends_on))
      .set("peers", peers_of(check));
}

monitrc::Check remembered_check(const Json& json) {
  monitrc::Check check;
  const auto type = monitrc::check_type_of(json["type"].string_or(""));
  check.type = type.value_or(monitrc::CheckType::system);
  check.name = exact_text(json["name"]);
  check.path = exact_text(json["path"]);
  check.pidfile = exact_text(json["pidfile"]);
  check.matching = exact_text(json["matching"]);
  check.address = exact_text(json["address"]);
  check.program = command_of(json["program"]);
  check.start = command_of(json["start"]);
  check.stop = command_of(json["stop"]);
  check.restart = command_of(json["restart"]);
  check.depends_on = exact_names(json["depends_on"]);
  for (const Json& peer : json["peers"].items()) check.tests.push_back(test_of(peer));
  return check;
}

}  // namespace

Done write_last_reading(const StateStore& store, const monitrc::ControlFile& control_file) {
  Json checks = Json::array();
  for (const monitrc::Check& check : control_file.checks) checks.push(json_of(check));
  const Json reading = Json::object()
                           .set("version", kReadingVersion)
                           .set("control_file", exact(control_file.path))
                           .set("checks", std::move(checks));
  const UntoldSteps not_worth_a_step;  // The reading is only a help for the next time.
  if (const auto before = store.read(kReadingFile); before && seems_text_of(*before, reading)) {
    return done();
  }
  const auto held = try_lock_notes(store);
  if (!held) return held.error();
  return *held ? store.write(kReadingFile, whole_text(reading)) : done();
}

std::vector<monitrc::Check> last_reading(const StateStore& store, const std::string& control_file) {
  std::vector<monitrc::Check> checks;
  const UntoldSteps not_worth_a_step;
  if (!store.has(kReadingFile)) return checks;
  const auto text = read_text(store, kReadingFile);
  if (!text) return checks;
  const auto json = from_whole_text(*text, kReadingName);
  if (!json || exact_text((*json)["control_file"]) != control_file) return checks;
  for (const Json& one : (*json)["checks"].items()) checks.push_back(remembered_check(one));
  return checks;
}

std::string control_file_of_last_reading(const std::string& state_directory) {
  const UntoldSteps not_worth_a_step;
  bool missing = false;
  const auto opened = StateDirectory::open_existing(state_directory, missing);
  if (!opened || !opened->has(kReadingFile)) return {};
  const auto text = read_text(*opened, kReadingFile);
  if (!text) return {};
  const auto json = from_whole_text(*text, kReadingName);
  return json ? exact_text((*json)["control_file"]) : std::string();
}

std::vector<monitrc::Check> last_reading_of(const std::string& state_directory,
                                            const std::string& control_file) {
  bool missing = false;
  const auto opened = StateDirectory::open_existing(state_directory, missing);
  return opened ? last_reading(*opened, control_file) : std::vector<monitrc::Check>{};
}

}  // namespace pkgmap
