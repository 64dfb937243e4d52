#include "cli/render/doctor.hpp"

#include "cli/render/words.hpp"

namespace pkgmap::cli {
namespace {

using Health = HostFinding::Health;

constexpr std::size_t kDetailIndent = 6;

const char* name_of(Health result) {
  if (result == Health::ok) return "ok";
  return result == Health::warning ? "warning" : "failed";
}

std::string mark(Health result, const Style& style) {
  if (result == Health::ok) return "ok    ";
  return result == Health::warning ? style.warning("!     ") : style.danger("FAIL  ");
}

// Wraps each line by itself, since some are lines of a control file.
std::string todo_lines(const std::string& todo) {
  std::string text;
  for (std::size_t start = 0; start < todo.size();) {
    const std::size_t end = std::min(todo.find('\n', start), todo.size());
    text += std::string(kDetailIndent, ' ') + (start == 0 ? "-> " : "   ") +
            wrapped_text(todo.substr(start, end - start), kDetailIndent + 3) + "\n";
    start = end + 1;
  }
  return text;
}

}  // namespace

std::string doctor_text(const std::vector<HostFinding>& findings, const Style& style) {
  std::string text;
  for (const HostFinding& finding : findings) {
    text += mark(finding.health, style) + wrapped_text(finding.what, kDetailIndent) + "\n";
    text += todo_lines(finding.todo);
  }
  return text;
}

Json doctor_json(const std::vector<HostFinding>& findings) {
  Json list = Json::array();
  for (const HostFinding& finding : findings) {
    list.push(Json::object()
                  .set("id", finding.id)
                  .set("result", name_of(finding.health))
                  .set_bytes("what", finding.what)
                  .set("todo", finding.todo.empty() ? Json() : Json(finding.todo)));
  }
  return Json::object().set("schema", 1).set("findings", std::move(list));
}

}  // namespace pkgmap::cli
