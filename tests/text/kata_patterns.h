// Regular expressions as Kata policies build them, and strings in their style: what the small matcher must get right.
#ifndef REEVE_TESTS_TEXT_KATA_PATTERNS_H_
#define REEVE_TESTS_TEXT_KATA_PATTERNS_H_

#include <string>
#include <vector>

namespace reeve::text {

inline std::string Replace(std::string s, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = s.find(from, at)) != std::string::npos; at += to.size()) s.replace(at, from.size(), to);
  return s;
}

inline std::vector<std::string> KataPatterns() {
  const std::string id = "b03f1a82b4a7b9a7e2e7a1f1a53a0d7c9f2b4f6d8e0a1c2b3d4e5f60718293a4";
  std::vector<std::string> out;
  for (std::string p : {
           "^[a-z0-9]{64}$",
           "^[0-9]+$",
           "^[0-9]*$",
           "^127\\.(?:[0-9]{1,3}\\.){2}[0-9]{1,3}$",
           "^(?:0{0,4}:){0,7}0{0,3}1$",
           "^/var/run/netns/cni-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
           "^/var/log/pods/default_policy-pod_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
           "^HOSTNAME=$(dns_label)$",
           "^AZURE_AUTHORITY_HOST=https://login\\.microsoftonline\\.com/$",
           "^AZURE_FEDERATED_TOKEN_FILE=/var/run/secrets/azure/tokens/azure-identity-token$",
           "^AZURE_TENANT_ID=[A-Fa-f0-9-]*$",
           "^AZURE_CLIENT_ID=[A-Fa-f0-9-]+$",
           "^TERM=xterm$",
           "^$(cpath)/$(bundle-id)-[a-z0-9]{16}-",
           "^$(cpath)/(watchable/)?$(bundle-id)-[a-z0-9]{16}-",
           "^$(cpath)/$(bundle-id)-[a-z0-9]{16}-resolv\\.conf$",
           "^$(cpath)/$(bundle-id)-[a-z0-9]{16}-resolv.conf$",
           "^$(svc_name)_SERVICE_PORT_$(dns_label)=$(ip_p)$",
           "^$(svc_name)_SERVICE_PORT=$(ip_p)$",
           "^$(svc_name)_SERVICE_HOST=$(ipv4_a)$",
           "^$(svc_name)_PORT_$(ip_p)_TCP_PROTO=tcp$",
           "^$(svc_name)_PORT_$(ip_p)_(TCP|UDP)_PROTO=(tcp|udp)$",
           "^$(svc_name)_PORT_$(ip_p)_TCP_ADDR=$(ipv4_a)$",
           "^$(svc_name)_PORT_$(ip_p)_TCP=tcp://$(ipv4_a):$(ip_p)$",
           "^$(svc_name)_PORT=(tcp|udp)://$(ipv4_a):$(ip_p)$",
           "^io\\.kubernetes\\.container\\.terminationMessagePolicy$",
           "^JOB_COMPLETION_INDEX=[0-9]+$",
           "^/.*$",
           "^(File|FallbackToLogsOnError)$",
           "^[0-9a-f]{2}(/[0-9a-f]{2})?$",
           "^[0-9]+:[0-9]+$",
           "^..data/",
           "^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[01][0-9a-fA-F]\\.[0-7]=[0-9a-fA-F]{2}/[0-9a-fA-F]{2}$",
           "^..2[0-9]{3}_[0-1][0-9]_[0-3][0-9]_[0-2][0-9]_[0-5][0-9]_[0-5][0-9]\\.[0-9]{1,10}$",
           "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
           "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
           "^dns\\-test\\-f880e73f\\-1718\\-4455\\-9a78\\-766679e22471$",
           "^policy-redis-deployment-6674f9448-xjrzf$",
           "^nvidia\\.com/gpu=[0-9]+$",
           "^dummy[bcdfghjklmnpqrstvwxz2456789]+$",
           "cgroup",
           "(^|/)\\.\\.($|/)",
           "^$(cpath)/",
           "^[A-Z0-9_]*SERVICE_PORT[A-Z_]*=[0-9]+$",
           "^(|a|ab)(c|bcd)?$",
           "\\bword\\b",
           "^.*-end$",
           "^[^/]+/[^/]*$",
           "x*y",
           "",
       }) {
    p = Replace(p, "$(svc_name)", "[A-Z]([A-Z0-9_]{0,61}[A-Z0-9])?");
    p = Replace(p, "$(dns_label)", "[a-zA-Z]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");
    p = Replace(p, "$(ip_p)", "[0-9]{1,5}");
    p = Replace(p, "$(ipv4_a)", "((25[0-5]|(2[0-4]|1\\d|[1-9]|)\\d)\\.?\\b){4}");
    p = Replace(p, "$(cpath)", "/run/kata-containers/shared/containers");
    out.push_back(Replace(p, "$(bundle-id)", id));
  }
  return out;
}

inline std::vector<std::string> KataStrings() {
  const std::string id = "b03f1a82b4a7b9a7e2e7a1f1a53a0d7c9f2b4f6d8e0a1c2b3d4e5f60718293a4";
  return {
      "",
      "a",
      "-",
      "\n",
      id,
      id.substr(1),
      id + "0",
      "0",
      "12345",
      "127.0.0.1",
      "127.255.10.7",
      "127.1.1",
      "::1",
      "0:0:0:0:0:0:0:1",
      "/var/run/netns/cni-12345678-abcd-0123-4567-0123456789ab",
      "HOSTNAME=policy-pod",
      "HOSTNAME=-bad",
      "HOSTNAME=" + std::string(63, 'h'),
      "HOSTNAME=" + std::string(64, 'h'),
      "/var/log/pods/default_policy-pod_12345678-abcd-0123-4567-0123456789ab",
      "AZURE_AUTHORITY_HOST=https://login.microsoftonline.com/",
      "AZURE_AUTHORITY_HOST=https://login-microsoftonline.com/",
      "AZURE_TENANT_ID=",
      "AZURE_CLIENT_ID=72f988bf-86f1",
      "TERM=xterm",
      "TERM=xterm\n",
      "KUBERNETES_SERVICE_PORT=443",
      "/run/kata-containers/shared/containers/" + id + "-0123456789abcdef-resolv.conf",
      "/run/kata-containers/shared/containers/watchable/" + id + "-0123456789abcdef-config",
      "KUBERNETES_SERVICE_PORT_https=443",
      "KUBERNETES_SERVICE_HOST=10.0.0.1",
      "KUBERNETES_SERVICE_HOST=256.0.0.1",
      "KUBERNETES_SERVICE_HOST=10.0.0.1.1",
      "KUBERNETES_PORT_443_TCP_PROTO=tcp",
      "KUBERNETES_PORT_443_UDP_PROTO=udp",
      "KUBERNETES_PORT_443_TCP_ADDR=10.224.255.0",
      "KUBERNETES_PORT_443_TCP=tcp://10.0.0.1:443",
      "KUBERNETES_PORT=udp://10.0.0.1:53",
      "A_=1",
      "A=1",
      "KUBERNETES_PORT_123456_TCP_PROTO=tcp",
      "io.kubernetes.container.terminationMessagePolicy",
      "JOB_COMPLETION_INDEX=12",
      "/dev/termination-log",
      "File",
      "FallbackToLogsOnError",
      "ab",
      "ab/cd",
      "12:34",
      "..data/x",
      "..2024_01_31_23_59_59.123456789",
      "0000:01:1f.7=ab/cd",
      "00000000-1111-2222-3333-444444444444",
      "dns-test-f880e73f-1718-4455-9a78-766679e22471",
      "policy-redis-deployment-6674f9448-xjrzf",
      "nvidia.com/gpu=0",
      "dummybcd24",
      "dummya",
      "/sys/fs/cgroup",
      "a/../b",
      "..",
      "../x",
      "x/..",
      "x..y",
      "abc",
      "abcd",
      "a word here",
      "sword",
      "words",
      "-end",
      "x\n-end",
      "a/b",
      "/b",
      "a/b/c",
      "xxxy",
      "xxx",
      "caf\xC3\xA9",
      "\xC3\xA9/\xE2\x82\xAC",
      "\xF0\x9F\x98\x80",
      "a\xC3\xA9-end",
      "b/\xE2\x82\xAC\n",
  };
}

}  // namespace reeve::text

#endif  // REEVE_TESTS_TEXT_KATA_PATTERNS_H_
