// Tests of what a process or the system uses: monit(1), RESOURCE TESTS.
#include <string>

#include "parsers/monitrc/statements/measure.hpp"
#include "parsers/monitrc/tests/subject.hpp"
#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

enum class Form : std::uint8_t {
  percent,           ///< `OP N %`
  bytes,             ///< `OP N UNIT|%`
  whole,             ///< `OP N`
  plain,             ///< `[core] OP N`
  bytes_per_second,  ///< `OP N UNIT [second]`
  disk,              ///< also `OP N operations`
  per_second,        ///< `OP N second`
};

struct Resource {
  std::string_view spelling;  ///< Lower case, without blanks and noise.
  std::string_view name;
  Form form;
  bool is_of_process;
  bool is_of_system;
};

constexpr Resource kResources[] = {
    {"cpu", "cpu usage", Form::percent, true, true},
    {"totalcpu", "total cpu usage", Form::percent, true, false},
    {"cpu()", "cpu user", Form::percent, false, true},
    {"cpu(user)", "cpu user", Form::percent, false, true},
    {"cpu(usr)", "cpu user", Form::percent, false, true},
    {"cpu(us)", "cpu user", Form::percent, false, true},
    {"cpu(system)", "cpu system", Form::percent, false, true},
    {"cpu(sys)", "cpu system", Form::percent, false, true},
    {"cpu(sy)", "cpu system", Form::percent, false, true},
    {"cpu(wait)", "cpu wait", Form::percent, false, true},
    {"cpu(wa)", "cpu wait", Form::percent, false, true},
    {"cpu(nice)", "cpu nice", Form::percent, false, true},
    {"cpu(hardirq)", "cpu hardirq", Form::percent, false, true},
    {"cpu(softirq)", "cpu softirq", Form::percent, false, true},
    {"cpu(steal)", "cpu steal", Form::percent, false, true},
    {"cpu(guest)", "cpu guest", Form::percent, false, true},
    {"cpu(guestnice)", "cpu guestnice", Form::percent, false, true},
    {"mem", "memory", Form::bytes, true, true},
    {"memory", "memory", Form::bytes, true, true},
    {"totalmem", "total memory", Form::bytes, true, false},
    {"totalmemory", "total memory", Form::bytes, true, false},
    {"swap", "swap", Form::bytes, false, true},
    {"thread", "threads", Form::whole, true, false},
    {"threads", "threads", Form::whole, true, false},
    {"child", "children", Form::whole, true, false},
    {"children", "children", Form::whole, true, false},
    {"loadavg", "load average 1m", Form::plain, true, true},
    {"loadavg(1)", "load average 1m", Form::plain, true, true},
    {"loadavg(1m)", "load average 1m", Form::plain, true, true},
    {"loadavg(1min)", "load average 1m", Form::plain, true, true},
    {"loadavg(5)", "load average 5m", Form::plain, true, true},
    {"loadavg(5m)", "load average 5m", Form::plain, true, true},
    {"loadavg(5min)", "load average 5m", Form::plain, true, true},
    {"loadavg(15)", "load average 15m", Form::plain, true, true},
    {"loadavg(15m)", "load average 15m", Form::plain, true, true},
    {"loadavg(15min)", "load average 15m", Form::plain, true, true},
    {"read", "read", Form::bytes_per_second, true, false},
    {"write", "write", Form::bytes_per_second, true, false},
    {"diskread", "disk read", Form::disk, true, false},
    {"diskwrite", "disk write", Form::disk, true, false},
    {"pagein", "pagein", Form::per_second, false, true},
    {"pageins", "pagein", Form::per_second, false, true},
    {"pageout", "pageout", Form::per_second, false, true},
    {"pageouts", "pageout", Form::per_second, false, true},
};

/// Returns "cpu(wait)" for "cpu usage (wait)".
std::string spelling_of(std::string_view text) {
  std::string spelling;
  for (const char c : text) {
    if (c != ' ') spelling += lower(c);
  }
  constexpr std::string_view kNoise = "usage";
  for (std::size_t at = 0; (at = spelling.find(kNoise)) != std::string::npos;) {
    spelling.erase(at, kNoise.size());
  }
  return spelling;
}

const Resource* find_resource(std::string_view spelling) {
  for (const Resource& resource : kResources) {
    if (resource.spelling == spelling) return &resource;
  }
  return nullptr;
}

/// True if a resource comes next; one may follow another: `if cpu > 10% memory > 5% then …`.
bool at_resource(Parser& parser) {
  return parser.at(Keyword::resource) || parser.at(Keyword::disk) || parser.at(Keyword::read_write);
}

bool read_form(Parser& parser, Form form, Test& test) {
  if (form == Form::plain && parser.accept(Keyword::core)) test.is_per_core = true;
  test.op = read_operator(parser);
  test.unit = MeasureUnit::none;
  const bool is_whole = parser.at(TokenKind::number);
  if (form == Form::whole) return read_whole_limit(parser, test);
  if (form == Form::per_second) {
    if (!read_whole_limit(parser, test)) return false;
    if (!parser.accept(Keyword::second)) return parser.fails("'second'");
    return true;
  }
  if (!read_limit(parser, test)) return false;
  if (form == Form::plain) return true;
  if (form == Form::percent) return read_percent(parser, test);
  if (form == Form::bytes && unit_of(parser.peek()) == MeasureUnit::percent) {
    return read_percent(parser, test);
  }
  if (form == Form::disk && is_whole && parser.at(Keyword::operation)) {
    test.unit = unit_of(parser.take());
    return true;
  }
  take_byte_unit(parser, test);
  if (form != Form::bytes) parser.accept(Keyword::second);
  return true;
}

bool read_resource(Parser& parser, TestInProgress& now) {
  const Token word = parser.take();
  std::string spelling = spelling_of(word.text);
  if (word.is(Keyword::disk)) {
    if (!parser.at(Keyword::read_write)) return parser.fails("'read' or 'write'");
    spelling += spelling_of(parser.take().text);
  }
  const Resource* resource = find_resource(spelling);
  const bool is_process = now.type == CheckType::process;
  if (resource == nullptr || !(is_process ? resource->is_of_process : resource->is_of_system)) {
    parser.report.error(word.span, std::string("a check of type '") + name_of(now.type) +
                                       "' has no test of " + parser.report.shown(word));
    return false;
  }
  if (resource->form == Form::per_second) parser.uses(Feature::paging, word.span);
  now.test.subject = resource->name;
  return read_form(parser, resource->form, now.test);
}

}  // namespace

bool read_resources(Parser& parser, TestInProgress& now) {
  const Span first = parser.peek().span;
  if (!read_resource(parser, now)) return false;
  if (!at_resource(parser)) return true;
  parser.report.warning(first, "monit tests only the last resource of an 'if'",
                        "write an 'if' for each resource");
  while (at_resource(parser)) {
    if (!read_resource(parser, now)) return false;
  }
  return true;
}

}  // namespace pkgmap::monitrc
