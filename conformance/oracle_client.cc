// Starts the oracle and talks to it; oracle_client.h tells how.
#include "conformance/oracle_client.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace reeve::conformance {

std::unique_ptr<OracleClient> OracleClient::Start(const std::string& program) {
  if (access(program.c_str(), X_OK) != 0) return nullptr;
  std::signal(SIGPIPE, SIG_IGN);  // a dead oracle is an answer of nothing, not the end of this program
  int to[2], from[2];
  if (pipe2(to, O_CLOEXEC) != 0) return nullptr;
  if (pipe2(from, O_CLOEXEC) != 0) {
    close(to[0]), close(to[1]);
    return nullptr;
  }
  pid_t child = fork();
  if (child == 0) {
    dup2(to[0], STDIN_FILENO);
    dup2(from[1], STDOUT_FILENO);
    execl(program.c_str(), program.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  close(to[0]);
  close(from[1]);
  if (child < 0) {
    close(to[1]), close(from[0]);
    return nullptr;
  }
  return std::unique_ptr<OracleClient>(new OracleClient(child, fdopen(to[1], "w"), fdopen(from[0], "r")));
}

OracleClient::~OracleClient() {
  std::fclose(to_);
  std::fclose(from_);
  waitpid(child_, nullptr, 0);
}

std::optional<std::string> OracleClient::Ask(const std::string& request) {
  if (std::fwrite(request.data(), 1, request.size(), to_) != request.size() || std::fputc('\n', to_) == EOF ||
      std::fflush(to_) != 0) {
    return std::nullopt;
  }
  char* line = nullptr;
  size_t capacity = 0;
  ssize_t length = getline(&line, &capacity, from_);
  std::optional<std::string> answer;
  if (length > 0) answer.emplace(line, static_cast<size_t>(length) - (line[length - 1] == '\n' ? 1 : 0));
  std::free(line);
  return answer;
}

}  // namespace reeve::conformance
