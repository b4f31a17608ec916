"""The command line: what is typed becomes calls of the services, what comes back becomes lines. No Qt."""
