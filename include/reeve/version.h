// The library's version.
#ifndef REEVE_VERSION_H_
#define REEVE_VERSION_H_

#define REEVE_VERSION_STRING "0.1.0"
// The OPA release whose behavior Reeve follows.
#define REEVE_OPA_VERSION "1.22.2"

#endif  // REEVE_VERSION_H_
