#include "parsers/audit/audit_events.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace pkgmap {
namespace {

constexpr std::size_t kMostAudited = 100000;
constexpr std::size_t kMostAuditedMonits = 64;
constexpr std::size_t kMostAuditedBytes = 32U << 20U;

// What an answer has that is one object, and no line of --ndjson.
constexpr std::array<std::string_view, 5> kOfAnswer = {"schema", "host", "monit_version", "checks",
                                                       "findings"};

}  // namespace

AuditEvents::Line AuditEvents::take_line() {
  return std::exchange(line_, {});
}

AuditedHost AuditEvents::take_host() {
  end_monit(first_);
  AuditedHost host = std::exchange(host_, {});
  forget();
  return host;
}

void AuditEvents::forget() {
  *this = AuditEvents();
}

bool AuditEvents::refuse(std::string complaint) {
  complaint_ = std::move(complaint);
  return false;
}

bool AuditEvents::enter(In place) {
  places_.push_back(place);
  return true;
}

bool AuditEvents::opened(bool object) {
  if (places_.empty()) return object ? enter(In::top) : refuse("no answer of audit: it is a list");
  switch (places_.back()) {
    case In::top:
      return open_member(object, true);
    case In::answer:
      return open_member(object, false);
    case In::monits:
      return object ? open_monit() : refuse("`other_monits` has something that is no answer");
    case In::checks:
      return object ? open_check() : refuse("`checks` has something that is no check");
    case In::check:
      if (key_ == "packages") return open_list(In::packages, object);
      return key_ == "evidence" ? open_list(In::evidence, object) : enter(In::skipped);
    case In::evidence:
      return enter(object ? In::reason : In::skipped);
    case In::findings:
      return object ? open_finding() : refuse("`findings` has something that is no finding");
    default:
      return enter(In::skipped);
  }
}

bool AuditEvents::open_member(bool object, bool top) {
  if (top && key_ == "value") return open_value(object);
  if (top && key_ == "answer" && !line_.kind.empty())
    return enter(object ? In::answer : In::skipped);
  if (key_ == "error") return enter(object ? In::error : In::skipped);
  if (key_ == "other_monits")
    return is_further_ ? enter(In::skipped) : open_list(In::monits, object);
  if (key_ == "checks") {
    has_checks_ = true;
    return open_list(In::checks, object);
  }
  if (key_ != "findings") return enter(In::skipped);
  has_findings_ = true;
  return open_list(In::findings, object);
}

// The element of a line has the kind of its list.
bool AuditEvents::open_value(bool object) {
  if (!object) return enter(In::skipped);
  if (line_.kind == "checks") return open_check();
  if (line_.kind == "findings") return open_finding();
  return line_.kind == "other_monits" ? open_monit() : enter(In::skipped);
}

bool AuditEvents::open_list(In list, bool object) {
  return object ? refuse("`" + key_ + "` is no list") : enter(list);
}

bool AuditEvents::open_monit() {
  if (++monits_ > kMostAuditedMonits) return refuse("has more than 64 monits");
  is_further_ = true;
  further_ = {};
  return enter(In::answer);
}

bool AuditEvents::open_check() {
  if (host_.checks.size() == kMostAudited) return refuse("has more than 100,000 checks");
  host_.checks.emplace_back();
  return enter(In::check);
}

bool AuditEvents::open_finding() {
  if (host_.findings.size() == kMostAudited) return refuse("has more than 100,000 findings");
  host_.findings.emplace_back();
  return enter(In::finding);
}

bool AuditEvents::closed() {
  const In place = places_.back();
  places_.pop_back();
  if (place == In::check) return end_check();
  if (place == In::finding) return end_finding();
  // The rest of the lines of --ndjson is an answer, too, of the first monit.
  if (place == In::answer && is_further_) {
    end_monit(further_);
    is_further_ = false;
  }
  return true;
}

bool AuditEvents::end_check() {
  const AuditedCheck& check = host_.checks.back();
  if (check.name.empty() || check.state.empty()) {
    return refuse("`checks` has a check without a name or a state");
  }
  if (check.state != "unknown") (is_further_ ? further_ : first_).has_state = true;
  return true;
}

bool AuditEvents::end_finding() {
  if (host_.findings.back().id.empty()) return refuse("`findings` has a finding without `id`");
  return true;
}

// An older version did not say which version monit has.
void AuditEvents::end_monit(Monit& monit) {
  if (!monit.version.empty()) {
    host_.monits.push_back(std::move(monit.version));
  } else if (monit.says_version || !monit.has_state) {
    ++host_.silent;
  }
}

// Another answer begins in a value of which only the beginning has been read.
void AuditEvents::begin(bool lines) {
  forget();
  places_ = {In::top};
  lines_ = lines;
}

bool AuditEvents::key(std::string name) {
  const bool is_of_answer = std::find(kOfAnswer.begin(), kOfAnswer.end(), name) != kOfAnswer.end();
  if (lines_ && is_of_answer && places_.size() == 1) begin(false);
  key_ = std::move(name);
  return true;
}

bool AuditEvents::scalar(Json value) {
  if (places_.empty()) return refuse("no answer of audit: it is no object");
  switch (places_.back()) {
    case In::top:
      return take_of_answer(value, true);
    case In::answer:
      return take_of_answer(value, false);
    case In::check:
      return take_of_check(value);
    case In::packages:
      if (host_.checks.back().package.empty() && !keep(host_.checks.back().package, value)) {
        return false;
      }
      return add_to(host_.packages, value);
    case In::reason:
      return key_ == "package" ? add_to(host_.builds, value) : true;
    case In::finding:
      return take_of_finding(value);
    case In::error:
      return key_ != "message" || is_further_ || keep(error_, value);
    default:
      return true;
  }
}

bool AuditEvents::take_of_answer(const Json& value, bool top) {
  if (key_ == "schema" && value.integer() != 1) {
    return refuse("its `schema` is not 1, which this version of the program reads");
  }
  if (key_ == "monit_version") {
    Monit& monit = is_further_ ? further_ : first_;
    monit.says_version = true;
    return keep(monit.version, value);
  }
  if (key_ == "host" && !is_further_) return keep(host_.name, value);
  if (!top) return true;
  if (key_ == "format") {
    begin(true);
    line_.format = value.string_or("?");
  }
  if (key_ == "version") line_.version = value.integer();
  if (key_ == "command") line_.command = value.string_or("?");
  if (key_ == "kind") line_.kind = value.string_or("?");
  return true;
}

bool AuditEvents::take_of_check(const Json& value) {
  AuditedCheck& check = host_.checks.back();
  if (key_ == "name") return keep(check.name, value);
  if (key_ == "state") return keep(check.state, value);
  return key_ == "session" ? keep(check.session, value) : true;
}

bool AuditEvents::take_of_finding(const Json& value) {
  AuditedFinding& finding = host_.findings.back();
  if (key_ == "id") return keep(finding.id, value);
  if (key_ == "check") return keep(finding.check, value);
  return key_ == "file" ? keep(finding.file, value) : true;
}

// Whatever is no string stands for an empty one.
bool AuditEvents::keep(std::string& place, const Json& value) {
  const std::string* const text = value.text();
  if (text == nullptr) return true;
  kept_ += text->size();
  if (kept_ > kMostAuditedBytes) return refuse("has more than 32 MiB of names");
  place = *text;
  return true;
}

bool AuditEvents::add_to(std::set<std::string>& names, const Json& value) {
  const std::string* const text = value.text();
  if (text == nullptr || names.contains(*text)) return true;
  if (names.size() == kMostAudited) return refuse("has more than 100,000 packages");
  std::string name;
  if (!keep(name, value)) return false;
  names.insert(std::move(name));
  return true;
}

}  // namespace pkgmap
