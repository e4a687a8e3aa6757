"""What void.ttl says, part by part: each module writes statements about the dataset to a `Notes`, and knows no file."""
