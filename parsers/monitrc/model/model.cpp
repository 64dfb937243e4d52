#include "parsers/monitrc/model/model.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/ascii.hpp"

namespace pkgmap::monitrc {

const char* name_of(CheckType type) {
  switch (type) {
    case CheckType::filesystem:
      return "filesystem";
    case CheckType::directory:
      return "directory";
    case CheckType::file:
      return "file";
    case CheckType::process:
      return "process";
    case CheckType::host:
      return "host";
    case CheckType::system:
      return "system";
    case CheckType::fifo:
      return "fifo";
    case CheckType::program:
      return "program";
    case CheckType::network:
      return "network";
  }
  return "";
}

const char* name_of(TestKind kind) {
  switch (kind) {
    case TestKind::checksum:
      return "checksum";
    case TestKind::permission:
      return "permission";
    case TestKind::uid:
      return "uid";
    case TestKind::euid:
      return "euid";
    case TestKind::gid:
      return "gid";
    case TestKind::size:
      return "size";
    case TestKind::timestamp:
      return "timestamp";
    case TestKind::hardlink:
      return "hardlink";
    case TestKind::exist:
      return "exist";
    case TestKind::content:
      return "content";
    case TestKind::pid:
      return "pid";
    case TestKind::ppid:
      return "ppid";
    case TestKind::uptime:
      return "uptime";
    case TestKind::resource:
      return "resource";
    case TestKind::filedescriptors:
      return "filedescriptors";
    case TestKind::connection:
      return "connection";
    case TestKind::space:
      return "space";
    case TestKind::inode:
      return "inode";
    case TestKind::io:
      return "io";
    case TestKind::fsflags:
      return "fsflags";
    case TestKind::link:
      return "link";
    case TestKind::saturation:
      return "saturation";
    case TestKind::traffic:
      return "traffic";
    case TestKind::status:
      return "status";
    case TestKind::security:
      return "security";
    case TestKind::restarts:
      return "restarts";
    case TestKind::other:
      return "other";
  }
  return "";
}

const char* name_of(Trigger trigger) {
  switch (trigger) {
    case Trigger::failed:
      return "failed";
    case Trigger::changed:
      return "changed";
    case Trigger::compared:
      return "compared";
  }
  return "";
}

const char* name_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::md5:
      return "md5";
    case Algorithm::sha1:
      return "sha1";
    case Algorithm::sha256:
      return "sha256";
  }
  return "";
}

const char* name_of(ActionKind kind) {
  switch (kind) {
    case ActionKind::alert:
      return "alert";
    case ActionKind::exec:
      return "exec";
    case ActionKind::restart:
      return "restart";
    case ActionKind::start:
      return "start";
    case ActionKind::stop:
      return "stop";
    case ActionKind::unmonitor:
      return "unmonitor";
    case ActionKind::ignore:
      return "ignore";
  }
  return "";
}

const char* name_of(Mode mode) {
  switch (mode) {
    case Mode::active:
      return "active";
    case Mode::passive:
      return "passive";
    case Mode::manual:
      return "manual";
  }
  return "";
}

const char* name_of(OnReboot onreboot) {
  switch (onreboot) {
    case OnReboot::start:
      return "start";
    case OnReboot::nostart:
      return "nostart";
    case OnReboot::laststate:
      return "laststate";
  }
  return "";
}

const char* name_of(Operator op) {
  switch (op) {
    case Operator::equal:
      return "=";
    case Operator::not_equal:
      return "!=";
    case Operator::less:
      return "<";
    case Operator::less_or_equal:
      return "<=";
    case Operator::greater:
      return ">";
    case Operator::greater_or_equal:
      return ">=";
    case Operator::changed:
      return "changed";
    case Operator::match:
      return "=~";
    case Operator::no_match:
      return "!=~";
  }
  return "";
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

bool same_name(const std::string& left, const std::string& right) {
  return equal_without_case(left, right);
}

}  // namespace pkgmap::monitrc
