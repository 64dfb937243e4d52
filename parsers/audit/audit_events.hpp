// Collects the audit of one host from the events of a JsonReader. The answer of the host is one
// object (`audit --json`), or several lines (`audit --ndjson`), each of which is a value of its
// own. Refuses an answer beyond the limits of AuditReader. Only AuditReader uses this class. For
// one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/audit/audited_host.hpp"
#include "parsers/json/json_reader.hpp"

namespace pkgmap {

class AuditEvents : public JsonEvents {
 public:
  /// What the last value says about itself if it is a line of --ndjson. A member is empty if the
  /// value does not have it, and "?" if its value is no string.
  struct Line {
    std::string format;
    std::optional<std::int64_t> version;
    std::string command;
    std::string kind;
  };

  /// Returns what the last value says about itself; a second call returns empty members.
  Line take_line();
  /// Returns whether the values since the last take_host() or forget() are a whole answer: they
  /// have both lists that every audit has, or an error.
  bool is_whole_answer() const { return (has_checks_ && has_findings_) || !error_.empty(); }
  /// Returns the error that the values since the last take_host() or forget() have in place of an
  /// audit; empty if they have none.
  const std::string& error() const { return error_; }
  /// Returns the host that was collected since the last take_host() or forget(), then forgets
  /// everything as forget() does.
  AuditedHost take_host();
  /// Drops all that was collected (host, line, error, complaint) and begins the next host, also in
  /// the middle of a value.
  void forget();

  // As in JsonEvents.
  bool opened(bool object) override;
  bool closed() override;
  bool key(std::string name) override;
  bool scalar(Json value) override;
  std::string complaint() const override { return complaint_; }

 private:
  /// In which list or object of an answer the next event is.
  enum class In : std::uint8_t {
    skipped,
    top,
    answer,
    monits,
    checks,
    check,
    packages,
    evidence,
    reason,
    findings,
    finding,
    error
  };

  /// What the present answer says of its monit.
  struct Monit {
    std::string version{};
    bool says_version = false;  ///< The answer has `monit_version`.
    bool has_state = false;     ///< A check has a state that only monit knows.
  };

  void begin(bool lines);
  bool refuse(std::string complaint);
  bool enter(In place);
  bool open_member(bool object, bool top);
  bool open_value(bool object);
  bool open_list(In list, bool object);
  bool open_monit();
  bool open_check();
  bool open_finding();
  bool end_check();
  bool end_finding();
  void end_monit(Monit& monit);
  bool take_of_answer(const Json& value, bool top);
  bool take_of_check(const Json& value);
  bool take_of_finding(const Json& value);
  bool keep(std::string& place, const Json& value);
  bool add_to(std::set<std::string>& names, const Json& value);

  std::vector<In> places_;
  std::string key_;
  Line line_;
  AuditedHost host_;
  std::string error_;
  std::string complaint_;
  std::size_t kept_ = 0;     ///< Bytes of the names of the host.
  std::size_t monits_ = 1;   ///< How many monits the host has so far.
  bool is_further_ = false;  ///< The present answer is that of a further monit.
  Monit first_;
  Monit further_;
  bool lines_ = false;  ///< The first line of a --ndjson answer was read.
  bool has_checks_ = false;
  bool has_findings_ = false;
};

}  // namespace pkgmap
