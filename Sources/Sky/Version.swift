import CSky
