#include "tests/fuzz/records.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/journal/guard_signature.hpp"
#include "engine/journal/history.hpp"
#include "engine/journal/session_record.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

/// A state directory with one text. Nobody writes.
class OneText : public StateStore {
 public:
  OneText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

  const std::string& path() const override { return path_; }
  Result<std::string> read(const std::string& name, std::size_t /*limit*/) const override {
    return has(name) ? Result<std::string>(text_) : Result<std::string>(refused().error());
  }
  bool has(const std::string& name) const override { return name == name_; }
  bool is_in_place() const override { return true; }
  std::string version(const std::string& /*name*/) const override { return "1"; }
  Result<std::vector<std::string>> list(const std::string& /*suffix*/) const override {
    return std::vector<std::string>{name_};
  }
  Done write(const std::string& /*name*/, const std::string& /*bytes*/) const override {
    return refused();
  }
  Done write_with_room(const std::string& /*name*/, const std::string& /*bytes*/) const override {
    return refused();
  }
  Done overwrite(const std::string& /*name*/, const std::string& /*bytes*/) const override {
    return refused();
  }
  Result<std::string> read_earlier(const std::string& /*name*/) const override {
    return refused().error();
  }
  Done append(const std::string& /*name*/, const std::string& /*line*/,
              std::size_t /*limit*/) const override {
    return refused();
  }
  Done append_unsynced(const std::string& /*name*/, const std::string& /*line*/,
                       std::size_t /*limit*/) const override {
    return refused();
  }
  Done rename(const std::string& /*name*/, const std::string& /*new_name*/) const override {
    return refused();
  }
  Done remove(const std::string& /*name*/) const override { return refused(); }
  Done remove_unsynced(const std::string& /*name*/) const override { return refused(); }
  Result<std::unique_ptr<StateLock>> try_lock(const std::string& /*name*/) const override {
    return refused().error();
  }

 private:
  static Done refused() { return Error{ErrorCode::failed, "nobody writes here", {}}; }

  std::string path_ = "/var/lib/monit-pkgmap";
  std::string name_;
  std::string text_;
};

}  // namespace

void session(std::string_view text) {
  const auto read = session_from_text(std::string(text));
  promise(read.ok() || !read.error().message.empty(), "a refusal without a reason");
  if (!read) return;
  const std::string once = to_text(*read);
  const auto again = session_from_text(once);
  promise(again.ok(), "a record that cannot be read again");
  promise(to_text(*again) == once, "a record that changes when it is read again");
}

void history(std::string_view text) {
  const auto read = read_history(OneText("history.jsonl", std::string(text)));
  promise(read.ok(), "a history that cannot be read");
  for (const Json& session : read->sessions) promise(session.is_object(), "a session that is none");
  for (const std::string& sentence : read->damage)
    promise(!sentence.empty(), "damage without words");
}

void signature(std::string_view text) {
  SessionRecord record;
  record.id = "0123456789abcdef";
  record.boot_id = "this-boot";
  record.guard_pid = 1;
  const SessionRecord read =
      with_signature(OneText(record.id + ".guard", std::string(text)), record);
  promise(read.guard_pid > 0, "a guard without a pid");
  promise(!read.is_earlier || read.guard_pid == 1, "a guard of a damaged signature");
}

}  // namespace pkgmap::fuzz
