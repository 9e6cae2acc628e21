"""Import of training modules from AMB records, the metadata profile of German repositories."""
