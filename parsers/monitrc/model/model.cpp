#include "parsers/monitrc/model/model.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/names.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array<Named<CheckType>, 9> kCheckTypeNames = {{
    {CheckType::filesystem, "filesystem"},
    {CheckType::directory, "directory"},
    {CheckType::file, "file"},
    {CheckType::process, "process"},
    {CheckType::host, "host"},
    {CheckType::system, "system"},
    {CheckType::fifo, "fifo"},
    {CheckType::program, "program"},
    {CheckType::network, "network"},
}};

constexpr std::array<Named<TestKind>, 27> kTestKindNames = {{
    {TestKind::checksum, "checksum"},
    {TestKind::permission, "permission"},
    {TestKind::uid, "uid"},
    {TestKind::euid, "euid"},
    {TestKind::gid, "gid"},
    {TestKind::size, "size"},
    {TestKind::timestamp, "timestamp"},
    {TestKind::hardlink, "hardlink"},
    {TestKind::exist, "exist"},
    {TestKind::content, "content"},
    {TestKind::pid, "pid"},
    {TestKind::ppid, "ppid"},
    {TestKind::uptime, "uptime"},
    {TestKind::resource, "resource"},
    {TestKind::filedescriptors, "filedescriptors"},
    {TestKind::connection, "connection"},
    {TestKind::space, "space"},
    {TestKind::inode, "inode"},
    {TestKind::io, "io"},
    {TestKind::fsflags, "fsflags"},
    {TestKind::link, "link"},
    {TestKind::saturation, "saturation"},
    {TestKind::traffic, "traffic"},
    {TestKind::status, "status"},
    {TestKind::security, "security"},
    {TestKind::restarts, "restarts"},
    {TestKind::other, "other"},
}};

constexpr std::array<Named<Trigger>, 3> kTriggerNames = {{
    {Trigger::failed, "failed"},
    {Trigger::changed, "changed"},
    {Trigger::compared, "compared"},
}};

constexpr std::array<Named<ActionKind>, 7> kActionKindNames = {{
    {ActionKind::alert, "alert"},
    {ActionKind::exec, "exec"},
    {ActionKind::restart, "restart"},
    {ActionKind::start, "start"},
    {ActionKind::stop, "stop"},
    {ActionKind::unmonitor, "unmonitor"},
    {ActionKind::ignore, "ignore"},
}};

constexpr std::array<Named<Mode>, 3> kModeNames = {{
    {Mode::active, "active"},
    {Mode::passive, "passive"},
    {Mode::manual, "manual"},
}};

constexpr std::array<Named<OnReboot>, 3> kOnRebootNames = {{
    {OnReboot::start, "start"},
    {OnReboot::nostart, "nostart"},
    {OnReboot::laststate, "laststate"},
}};

constexpr std::array<Named<Operator>, 9> kOperatorNames = {{
    {Operator::equal, "="},
    {Operator::not_equal, "!="},
    {Operator::less, "<"},
    {Operator::less_or_equal, "<="},
    {Operator::greater, ">"},
    {Operator::greater_or_equal, ">="},
    {Operator::changed, "changed"},
    {Operator::match, "=~"},
    {Operator::no_match, "!=~"},
}};

}  // namespace

const char* name_of(CheckType type) {
  return name_in(kCheckTypeNames, type);
}

const char* name_of(TestKind kind) {
  return name_in(kTestKindNames, kind);
}

const char* name_of(Trigger trigger) {
  return name_in(kTriggerNames, trigger);
}

const char* name_of(ActionKind kind) {
  return name_in(kActionKindNames, kind);
}

const char* name_of(Mode mode) {
  return name_in(kModeNames, mode);
}

const char* name_of(OnReboot onreboot) {
  return name_in(kOnRebootNames, onreboot);
}

const char* name_of(Operator op) {
  return name_in(kOperatorNames, op);
}

const char* name_of(HttpdAccess::Kind kind) {
  constexpr std::array<const char*, 4> kNames = {"host", "user", "group", "file"};
  return kNames[static_cast<std::size_t>(kind)];
}

const char* name_of(MeasureUnit unit) {
  constexpr std::array<const char*, 14> kNames = {
      "",       "%",      "byte", "kilobyte", "megabyte", "gigabyte", "millisecond",
      "second", "minute", "hour", "day",      "month",    "packet",   "operation"};
  return kNames[static_cast<std::size_t>(unit)];
}

std::int64_t size_of(MeasureUnit unit) {
  constexpr std::int64_t kDay = 86'400;
  switch (unit) {
    case MeasureUnit::kilobyte:
      return 1U << 10U;
    case MeasureUnit::megabyte:
      return 1U << 20U;
    case MeasureUnit::gigabyte:
      return 1U << 30U;
    case MeasureUnit::minute:
      return 60;
    case MeasureUnit::hour:
      return 3'600;
    case MeasureUnit::day:
      return kDay;
    case MeasureUnit::month:
      return 31 * kDay;
    default:
      return 1;
  }
}

}  // namespace pkgmap::monitrc
