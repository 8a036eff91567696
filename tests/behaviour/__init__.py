"""The behavioural suite: templated cases over named capabilities, after the CheckList method (docs/behaviour.md)."""
